from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "dateline.jobs"
    label = "jobs"

    def ready(self) -> None:
        from dateline.jobs import mail, posting
        from dateline.jobs.kinds import register

        register(mail.KIND, posting.post, attempts=posting.ATTEMPTS)
