"""A task of Airflow 2.4 or later that runs tinhso every night. Copy to the folder of DAGs.

The worker needs the binary and the folders. Exit code 1 (done, with findings of severity error) leaves the task successful; 2 fails it, and
it is tried again: a run that could not go on has published nothing.
"""

from datetime import timedelta

import pendulum
from airflow import DAG

try:
    from airflow.providers.standard.operators.bash import BashOperator
except ImportError:  # before Airflow 3
    from airflow.operators.bash import BashOperator

PROJECT = "/srv/tinhso/project"

with DAG(
    dag_id="tinhso",
    schedule="0 2 * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="Asia/Ho_Chi_Minh"),
    catchup=False,
    # Two runs at once are refused, not mixed; do not try.
    max_active_runs=1,
) as dag:
    run = BashOperator(
        task_id="run",
        bash_command=f"tinhso run --project {PROJECT} --log-format json || [ $? -eq 1 ]",
        env={"TINHSO_LOG": "info"},
        append_env=True,
        retries=2,
        retry_delay=timedelta(minutes=10),
        execution_timeout=timedelta(hours=4),
    )
    check = BashOperator(task_id="check", bash_command=f"tinhso status --check --max-age 36h --project {PROJECT}")
    run >> check
