"""What the function does with requests as they should be."""

from stand_ins import BUCKET, CALLER, COMMAND_ID, FUNCTION, HEAD_NODE, FrontEnd, success


class Commands(FrontEnd):
    def test_list_jobs(self):
        status, body = self.call(function="list_jobs")
        expected = {"function": "list_jobs", "command_id": COMMAND_ID, "output": "some text\n", "truncated": False}
        self.assertEqual((status, body), (200, expected))
        self.assertEqual(self.command(), "squeue")

    def test_list_nodes(self):
        self.assertEqual(self.call(function="list_nodes")[0], 200)
        self.assertEqual(self.command(), "'scontrol show nodes'")

    def test_list_partitions(self):
        self.assertEqual(self.call(function="list_partitions")[0], 200)
        self.assertEqual(self.command(), "'scontrol show partitions'")

    def test_job_details(self):
        for job in ["1", "17", "4294967295", "17_2"]:
            with self.subTest(job):
                self.aws.sent.clear()
                self.assertEqual(self.call(function="job_details", jobid=job)[0], 200)
                self.assertEqual(self.command(), f"'scontrol show job {job}'")

    def test_submit_job(self):
        status, body = self.submit()
        self.assertEqual((status, body["job_id"], body["output"]), (200, 17, "17\n"))

    def test_a_script_is_named_with_or_without_the_scheme(self):
        for location in [f"s3://{BUCKET}/a.sh", f"{BUCKET}/a.sh"]:
            with self.subTest(location):
                self.aws.sent.clear()
                self.assertEqual(self.submit(location)[0], 200)
                self.assertIn(f" s3://{BUCKET}/a.sh ", self.command())

    def test_a_job_of_a_cluster_with_a_name(self):
        self.aws.looks = [success("a line of the profile's\n18;hpc\n")]
        status, body = self.call(function="submit_job", jobscript_location=f"{BUCKET}/a.sh")
        self.assertEqual((status, body["job_id"]), (200, 18))

    def test_what_systems_manager_is_asked_for(self):
        self.call(function="list_jobs")
        [request] = self.aws.sent
        self.assertEqual(request["InstanceIds"], [HEAD_NODE])
        self.assertEqual(request["DocumentName"], "AWS-RunShellScript")
        self.assertEqual((request["OutputS3BucketName"], request["OutputS3KeyPrefix"]), (BUCKET, "ssm"))
        self.assertEqual(request["TimeoutSeconds"], 30)
        # On the node the command ends before the function does.
        self.assertLess(int(request["Parameters"]["executionTimeout"][0]), FUNCTION["Timeout"])

    def test_the_caller_is_logged(self):
        self.call(function="list_jobs")
        logged = [str(call.args) for call in self.function.LOG.info.call_args_list]
        self.assertTrue(any(CALLER in line and COMMAND_ID in line for line in logged), logged)

    def test_the_lab_s_other_parameters_do_no_harm(self):
        self.assertEqual(self.call(function="list_jobs", instanceid="i-0fffffffffffffff0")[0], 200)
        self.assertEqual(self.aws.sent[0]["InstanceIds"], [HEAD_NODE])


class Options(FrontEnd):
    def test_each_option(self):
        for option in [
            "--account=physics",
            "--array=0-15:4%2",
            "--array=1,3,5-7",
            "--constraint=c6i.large",
            "--cpus-per-task=8",
            "--dependency=afterok:17:18_2",
            "--gpus=a100:2",
            "--gres=gpu:2",
            "--gres=gpu:a100:2",
            "--job-name=HPCG",
            "--mem=16G",
            "--mem-per-cpu=2000",
            "--nodes=2-4",
            "--ntasks=64",
            "--ntasks-per-node=32",
            "--partition=queue1,spot_2",
            "--qos=high",
            "--time=30",
            "--time=1:30:00",
            "--time=2-12",
            "--time=2-12:30:00",
        ]:
            with self.subTest(option):
                self.aws.sent.clear()
                self.assertEqual(self.submit(options=option)[0], 200)
                self.assertIn(f" {option} ", self.command())

    def test_several_options(self):
        self.submit(options="  --job-name=HPCG   --partition=ondemand ")
        options = "--job-name=run-hpcg.sh --job-name=HPCG --partition=ondemand"
        self.assertIn(f"sbatch --parsable {options} ", self.command())

    def test_no_options(self):
        for options in [None, "", "  "]:
            with self.subTest(options):
                self.aws.sent.clear()
                self.assertEqual(self.submit(options=options)[0], 200)
                self.assertIn("sbatch --parsable --job-name=run-hpcg.sh ", self.command())

    def test_a_header_in_capitals(self):
        self.submit(options="--nodes=2", header="SubmitOpts")
        self.assertIn(" --nodes=2 ", self.command())

    def test_what_is_not_in_the_list(self):
        for option in [
            "--wrap=id",
            "--uid=root",
            "--chdir=/root",
            "--output=/etc/cron.d/job",
            "--error=/tmp/x",
            "--export=LD_PRELOAD=/tmp/x.so",
            "--mail-user=x@example.com",
            "--get-user-env",
            "--bcast=/tmp/x",
            "-p",
            "-Dqueue1",
            "--",
            "-",
            "/tmp/other.sh",
            "nodes=2",
            "--Nodes=2",
            "--node=2",
            "--nodes",
            "--nodes 2",
            "--=2",
            "----nodes=2",
        ]:
            with self.subTest(option):
                self.refused(self.submit(options=option), "submitopts")

    def test_values_that_an_option_does_not_take(self):
        for name in ["nodes=", "nodes=two", "nodes=-1", "time=1d", "mem=1G;", "job-name=-rf", "gres=../x"]:
            with self.subTest(name):
                self.refused(self.submit(options=f"--{name}"), f"--{name.partition('=')[0]}", "submitopts")
