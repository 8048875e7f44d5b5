"""The hybrid search as a LangChain retriever, for whoever builds chains on this library."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from retrieval.index.library import Library
from retrieval.models import Evidence, SearchFilter


class LibraryRetriever(BaseRetriever):
    """Returns passages as LangChain documents, best first, with where they stand and why."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    library: Library
    filter: SearchFilter = SearchFilter()
    limit: int = 10

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        found = self.library.search(query, self.filter, self.limit).evidence
        return [_as_document(one) for one in found]


def _as_document(one: Evidence) -> Document:
    metadata = {
        "document": one.document.path,
        "title": one.document.title,
        "section": " > ".join(one.passage.section),
        "page": one.passage.page,
        "language": one.passage.language,
        "score": one.score,
    }
    return Document(id=one.passage.passage_id, page_content=one.passage.text, metadata=metadata)
