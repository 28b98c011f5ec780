"""What the function makes of what Systems Manager says."""

import json

from stand_ins import BUCKET, COMMAND_ID, FUNCTION, HEAD_NODE
from stand_ins import BotoCoreError, ClientError, FrontEnd, failure, success


class Waiting(FrontEnd):
    def test_it_waits_until_the_command_is_done(self):
        going_on = [{"Status": status} for status in ["Pending", "Delayed", "InProgress", "Cancelling"]]
        self.aws.looks = [ClientError("InvocationDoesNotExist"), *going_on, success("done")]
        status, body = self.call(function="list_jobs")
        self.assertEqual((status, body["output"]), (200, "done"))

    def test_a_look_that_fails_is_repeated(self):
        self.aws.looks = [BotoCoreError("connection"), ClientError("ThrottlingException"), success("done")]
        self.assertEqual(self.call(function="list_jobs")[0], 200)

    def test_it_gives_up_in_time(self):
        for look in [{"Status": "InProgress"}, ClientError("InvocationDoesNotExist"), BotoCoreError("connection")]:
            with self.subTest(look):
                self.aws.looks = [look]
                start = self.aws.now
                status, body = self.call(function="list_jobs")
                self.assertEqual((status, body["command_id"]), (504, COMMAND_ID))
                self.assertIn("may still be carried out", body["error"])
                self.assertLess(self.aws.now - start, FUNCTION["Timeout"] - 3)
                self.assertGreater(self.aws.now - start, FUNCTION["Timeout"] - 6)

    def test_a_command_that_the_node_stopped(self):
        self.aws.looks = [failure("", "TimedOut", "Execution Timed Out")]
        status, body = self.call(function="list_jobs")
        self.assertEqual((status, body["status"]), (504, "Execution Timed Out"))


class Failures(FrontEnd):
    def test_the_command_fails(self):
        self.aws.looks = [failure("sbatch: error: invalid partition specified: nowhere\n")]
        status, body = self.call(function="submit_job", jobscript_location=f"{BUCKET}/a.sh")
        self.assertEqual((status, body["exit_code"], body["status"]), (502, 1, "Failed"))
        self.assertIn("invalid partition", body["stderr"])

    def test_the_command_is_cancelled(self):
        self.aws.looks = [failure("", "Cancelled", "Cancelled")]
        self.assertEqual(self.call(function="list_jobs")[0], 502)

    def test_there_is_no_such_job(self):
        self.aws.looks = [failure("slurm_load_jobs error: Invalid job id specified\n")]
        status, body = self.call(function="job_details", jobid="99")
        self.assertEqual((status, body["error"]), (404, "there is no such job"))

    def test_systems_manager_refuses(self):
        secret = "arn:aws:sts::123456789012:assumed-role/SlurmFrontEndRole"
        for refusal, word in [
            (ClientError("InvalidInstanceId", secret), "InvalidInstanceId"),
            (ClientError("AccessDeniedException", secret), "AccessDeniedException"),
            (BotoCoreError(secret), "BotoCoreError"),
        ]:
            with self.subTest(word):
                self.aws.refusal = refusal
                status, body = self.call(function="list_jobs")
                self.assertEqual(status, 502)
                self.assertIn(word, body["error"])
                self.assertNotIn(secret, json.dumps(body))

    def test_systems_manager_does_not_tell(self):
        self.aws.looks = [ClientError("AccessDeniedException")]
        status, body = self.call(function="list_jobs")
        self.assertEqual((status, body["command_id"]), (502, COMMAND_ID))
        self.assertIn("AccessDeniedException", body["error"])

    def test_sbatch_says_something_else(self):
        for output in ["", "no number\n", "17\nand more\n", "17abc\n"]:
            with self.subTest(output):
                self.aws.looks = [success(output)]
                status, body = self.call(function="submit_job", jobscript_location=f"{BUCKET}/a.sh")
                self.assertEqual((status, body["output"]), (502, output))


class LongOutput(FrontEnd):
    KEY = f"ssm/{COMMAND_ID}/{HEAD_NODE}/awsrunShellScript/0.awsrunShellScript/stdout"

    URL = f"https://s3.us-east-1.amazonaws.com/{BUCKET}/{KEY}"

    def long(self, url=URL):
        self.aws.looks = [success("x" * 24_000) | {"StandardOutputUrl": url}]
        status, body = self.call(function="list_nodes")
        self.assertEqual(status, 200)
        return body

    def test_it_comes_from_the_bucket(self):
        self.aws.objects[self.KEY] = "é".encode() * 100_000
        for url in [self.URL, f"https://{BUCKET}.s3.amazonaws.com/{self.KEY}"]:
            with self.subTest(url):
                body = self.long(url)
                self.assertEqual((body["output"], body["truncated"]), ("é" * 100_000, False))
        self.assertEqual(set(self.aws.read), {(BUCKET, self.KEY)})

    def test_what_an_answer_cannot_hold_is_cut(self):
        self.aws.objects[self.KEY] = b"x" * 5_000_000
        body = self.long()
        self.assertEqual((len(body["output"]), body["truncated"]), (3 * 1024 * 1024, True))

    def test_without_the_bucket_it_is_what_there_is(self):
        body = self.long()
        self.assertEqual((body["output"], body["truncated"]), ("x" * 24_000, True))
