# The web server and the worker from one image. Build: docker build -t outsourcing-advisor .
FROM python:3.12-slim-bookworm

RUN apt-get update \
    && apt-get install --no-install-recommends -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 999 --create-home --home-dir /data advisor

ENV OUTSOURCING_NO_BOOTSTRAP=1 OUTSOURCING_DATA_DIR=/data PYTHONUNBUFFERED=1
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.txt
COPY . ./

USER advisor
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "outsourcing.wsgi", "--bind=0.0.0.0:8000", "--workers=3", "--max-requests=2000", "--max-requests-jitter=200"]
