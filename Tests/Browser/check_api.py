"""Asks the planner all that its OpenAPI document allows, and much that it forbids, by schemathesis.

    MASKRAMP_SERVE=…/maskramp-serve .venv/bin/python Tests/Browser/check_api.py
"""

import pathlib
import subprocess
import sys

from serving import Planner

CHECKS = ",".join([
    "not_a_server_error", "status_code_conformance", "content_type_conformance",
    "response_schema_conformance", "negative_data_rejection", "unsupported_method", "ignored_auth",
])

with Planner() as planner:
    command = [
        pathlib.Path(sys.executable).with_name("schemathesis"),
        "--config-file", pathlib.Path(__file__).with_name("schemathesis.toml"), "run",
        f"{planner.base}/api/openapi.json", "--header", f"Authorization: Bearer {planner.token}",
        "--checks", CHECKS, "--seed", "1", "--no-color",
        "--request-timeout", "120", "--phases", "examples,coverage,fuzzing,stateful", "--generation-database", "none",
    ]
    result = subprocess.run(command, cwd=planner.folder)
    if planner.process.poll() is not None:
        sys.exit("the planner has ended: " + planner.process.stderr.read())
sys.exit(result.returncode)
