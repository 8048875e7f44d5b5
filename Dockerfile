# The assistant in one image: packages, then the weights of the embedding model, then the service
# as a user without rights. Only what is copied below goes in; secrets come at run time.

FROM python:3.11-slim AS packages
ARG PIP_INDEX_URL
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/assistant
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY prompts prompts
COPY retrieval retrieval
COPY bot bot
COPY knowledge knowledge
RUN /opt/assistant/bin/pip install ".[postgres]"

# A step of its own: a change of the code above does not bring the weights again from elsewhere
# than the cache of this step, and their digests are checked here, not at the first question.
FROM packages AS weights
RUN /opt/assistant/bin/python -m retrieval.index.weights --cache-dir /cache/mediation-bot

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /data assistant \
    && install -d -o assistant -g nogroup -m 0700 /data
COPY --from=packages /opt/assistant /opt/assistant
COPY --from=weights /cache /cache
ENV PATH=/opt/assistant/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    XDG_CACHE_HOME=/cache \
    DATA_DIR=/data \
    CONSOLE_LISTEN=0.0.0.0:8080 \
    LANGSMITH_TRACING=false \
    ANONYMIZED_TELEMETRY=false
WORKDIR /data
USER assistant
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["mediation-bot"]
CMD ["serve"]
