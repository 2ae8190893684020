"""Read a client document into a client with its assessment: all of it or nothing."""

from assessments.services.client_import.document import ImportRefused, read_document
from assessments.services.client_import.importing import Imported, import_assessment, import_client

__all__ = ["ImportRefused", "Imported", "import_assessment", "import_client", "read_document"]
