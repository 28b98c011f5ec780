"""What the function does with requests of somebody who would like to run other commands."""

import re
import subprocess
import tempfile
from pathlib import Path
from unittest import mock

from stand_ins import BUCKET, USER, FrontEnd

# What somebody may try to have run. `touch` would leave the file `pwned`.
PAYLOADS = [
    "; touch pwned",
    ";touch${IFS}pwned",
    "& touch pwned &",
    "&& touch pwned",
    "| touch pwned",
    "|| touch pwned",
    "$(touch pwned)",
    "$(touch${IFS}pwned)",
    "`touch pwned`",
    "`touch${IFS}pwned`",
    "\ntouch pwned\n",
    "\n",
    "\r\ntouch pwned",
    "\u2028touch pwned",
    "'; touch pwned; '",
    "';touch${IFS}pwned;'",
    '"; touch pwned; "',
    '";touch${IFS}pwned;"',
    "'\"'\"'; touch pwned #",
    "\\",
    "\\'; touch pwned",
    "<(touch pwned)",
    "> pwned",
    ">pwned",
    "{touch,pwned}",
    "{{ssm:secret}}",
    "{{ssm-secure:secret}}",
    "{{ global:DATE }}",
    "$IFS",
    "${HOME}",
    "~",
    "*",
    "?",
    "[a-z]",
    "!1",
    "#",
    "%0a",
    "\x00",
    "\x1b[2J",
    "é",
    "١٧",
    " ",
    " --wrap=touch${IFS}pwned",
    "\t--uid=0",
]


class Injection(FrontEnd):
    def test_function(self):
        for payload in PAYLOADS:
            for function in [payload, f"list_jobs{payload}", f"{payload}list_jobs"]:
                with self.subTest(function):
                    self.refused(self.call(function=function), "must be one of")

    def test_job_id(self):
        for payload in PAYLOADS:
            for job in [payload, f"17{payload}", f"{payload}17", f"17_{payload}"]:
                with self.subTest(job):
                    self.refused(self.call(function="job_details", jobid=job), "`jobid`")

    def test_job_ids_that_are_none(self):
        for job in ["", "-1", "--all", "1.5", "1e3", "0x10", "17,18", "17_", "_2", "12345678901", "all"]:
            with self.subTest(job):
                self.refused(self.call(function="job_details", jobid=job), "`jobid`")

    def test_script(self):
        for payload in PAYLOADS:
            keys = [payload, f"a.sh{payload}", f"{payload}a.sh", f"jobs/{payload}/a.sh", f"jobs{payload}/a.sh"]
            for location in [f"{BUCKET}{payload}/a.sh", *(f"{BUCKET}/{key}" for key in keys)]:
                for location in [location, f"s3://{location}"]:
                    with self.subTest(location):
                        self.refused(self.submit(location), "jobscript_location")

    def test_scripts_outside_the_bucket_and_paths_that_climb(self):
        for location in [
            "",
            "a.sh",
            "s3://",
            f"s3://{BUCKET}",
            f"s3://{BUCKET}/",
            f"s3://{BUCKET}/jobs/",
            f"s3://{BUCKET}//a.sh",
            f"s3://{BUCKET}/../other/a.sh",
            f"s3://{BUCKET}/jobs/../../a.sh",
            f"s3://{BUCKET}/jobs/./a.sh",
            f"s3://{BUCKET}/.ssh/a.sh",
            f"s3://{BUCKET}/-rf",
            f"s3://{BUCKET}/--recursive",
            f"s3://{BUCKET}/jobs/--recursive",
            f"s3://{BUCKET}/a.sh?versionId=1",
            f"s3://{BUCKET}.example/a.sh",
            f"s3://{BUCKET.replace('-', '.')}/a.sh",
            f"s3://{BUCKET.upper()}/a.sh",
            f"s3://other-bucket/{BUCKET}/a.sh",
            f"s3://s3://{BUCKET}/a.sh",
            f"S3://{BUCKET}/a.sh",
            f"https://{BUCKET}.s3.amazonaws.com/a.sh",
            f"file://{BUCKET}/a.sh",
            f"/{BUCKET}/a.sh",
            "/etc/passwd",
            "../a.sh",
            "-",
        ]:
            with self.subTest(location):
                self.refused(self.submit(location), "jobscript_location")

    def test_option(self):
        for payload in PAYLOADS:
            for option in [f"--job-name=a{payload}", f"--job-name={payload}a", f"--{payload}=1"]:
                with self.subTest(option):
                    # Blanks part the options, so they may stand behind one.
                    if option.split() == ["--job-name=a"]:
                        self.assertEqual(self.submit(options=option)[0], 200)
                        self.assertIn(" --job-name=a ", self.command())
                        self.aws.sent.clear()
                    else:
                        self.refused(self.submit(options=option), "submitopts")

    def test_nothing_given(self):
        self.refused(self.call(), "must be one of")
        self.refused(self.call(function="job_details"), "`jobid`")
        self.refused(self.call(function="submit_job"), "jobscript_location")

    def test_no_pattern_lets_a_dangerous_character_pass(self):
        """Whatever the other tests did not think of: characters one by one, at every place of a good value."""
        harmless = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.,:%-/")
        characters = set(map(chr, [*range(0x250), 0x660, 0x2028, 0xFF10, 0x1D7D8])) - harmless
        patterns = {"job": self.function.JOB_ID, "script": self.function.SCRIPT, **self.function.SBATCH_OPTIONS}
        good = {"job": "17_2", "script": f"s3://{BUCKET}/jobs/a.sh", "dependency": "afterok:17", "gres": "gpu:2"}
        for name, pattern in patterns.items():
            value = good.get(name, "2")
            self.assertTrue(re.fullmatch(pattern, value), name)
            for character in characters:
                for at in range(len(value) + 1):
                    bad = value[:at] + character + value[at:]
                    self.assertIsNone(re.fullmatch(pattern, bad), (name, bad))


class Shell(FrontEnd):
    """A real shell runs what the function sends, with stand-ins for the programs that say how they were called."""

    def run_it(self, **failing):
        with tempfile.TemporaryDirectory() as folder:
            programs = Path(folder, "bin")
            programs.mkdir()
            calls = Path(folder, "calls")
            for name in ["squeue", "scontrol", "aws", "sbatch"]:
                shown = f'printf "%s\\n" "{name}" "$@" >> "{calls}"; echo >> "{calls}"'
                if name == "aws":
                    shown += '; for last; do :; done; echo "#!/bin/sh" > "$last"'
                self.program(programs / name, f"{shown}; exit {failing.get(name, 0)}")
            # runuser --login --command COMMAND USER
            self.program(programs / "runuser", f'test "$4" = {USER} && cd "{folder}" && exec sh -c "$3"')
            [request] = self.aws.sent
            [line] = request["Parameters"]["commands"]
            scratch = Path(folder, "tmp")
            scratch.mkdir()
            environment = {"PATH": f"{programs}:/usr/bin:/bin", "TMPDIR": str(scratch)}
            done = subprocess.run(["sh", "-c", line], cwd=folder, env=environment, capture_output=True)
            self.assertEqual(list(scratch.iterdir()), [], "the script's copy is left")
            self.assertFalse(Path(folder, "pwned").exists())
            return done.returncode, [call.splitlines() for call in calls.read_text().split("\n\n") if call]

    @staticmethod
    def program(path, text):
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)

    def test_lists(self):
        self.call(function="list_nodes")
        self.assertEqual(self.run_it(), (0, [["scontrol", "show", "nodes"]]))

    def test_job_details(self):
        self.call(function="job_details", jobid="17_2")
        self.assertEqual(self.run_it(), (0, [["scontrol", "show", "job", "17_2"]]))

    def test_submit_job(self):
        self.submit(options="--nodes=2 --array=1-4%2")
        status, [copy, submit] = self.run_it()
        file = copy.pop()
        self.assertEqual(status, 0)
        self.assertEqual(copy, ["aws", "s3", "cp", "--only-show-errors", f"s3://{BUCKET}/jobs/run-hpcg.sh"])
        options = ["--job-name=run-hpcg.sh", "--nodes=2", "--array=1-4%2"]
        self.assertEqual(submit, ["sbatch", "--parsable", *options, file])

    def test_a_script_that_is_not_there_is_not_submitted(self):
        self.submit()
        status, calls = self.run_it(aws=1)
        self.assertEqual((status, [call[0] for call in calls]), (1, ["aws"]))

    def test_a_refused_job_is_a_failure(self):
        self.submit()
        self.assertEqual(self.run_it(sbatch=1)[0], 1)

    def test_values_are_quoted_even_if_a_pattern_lets_everything_pass(self):
        """The second wall: patterns that are too wide still do not let a command in."""
        anything = re.compile(r"(?P<key>(?P<name>.*))", re.DOTALL)
        for payload in PAYLOADS:
            if "\x00" in payload:
                continue
            with self.subTest(payload), mock.patch.multiple(
                self.function, SCRIPT=anything, JOB_ID=anything, SBATCH_OPTIONS={"job-name": anything}
            ):
                self.aws.sent.clear()
                self.call(function="job_details", jobid=payload)
                self.assertEqual(self.run_it()[0], 0)
                self.aws.sent.clear()
                self.submit(payload, options="--job-name=a" + "".join(payload.split()))
                self.assertEqual(self.run_it()[0], 0)
