"""The one place that names concrete adapters: command line, enrolment, and the parts of an unlocked desk."""
