"""Speech to text at an OpenAI-compatible endpoint, only where the operator set one.

What fails is not understood: the person is asked to type."""

import openai
import structlog

SECONDS = 30.0


class EndpointTranscriber:
    """Sends the sound of one voice message and keeps nothing."""

    def __init__(self, api_key: str | None, base_url: str | None, model: str) -> None:
        self._client = openai.AsyncOpenAI(api_key=api_key or "unset", base_url=base_url, timeout=SECONDS, max_retries=1)
        self._model = model

    async def transcribe(self, sound: bytes) -> str | None:
        try:
            heard = await self._client.audio.transcriptions.create(model=self._model, file=("voice.ogg", sound))
        except openai.OpenAIError as error:
            structlog.get_logger().warning("not_transcribed", error=type(error).__name__)
            return None
        return heard.text
