"""The polling that the hub replaces: a Django view, behind gunicorn.

/api/stats/ makes three calls to the daemon at each poll, as the replaced view did; /memory/ makes none,
which is the least that Django costs.
"""

import os
import sys

import grpc
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import JsonResponse
from django.urls import path
from google.protobuf import empty_pb2

sys.path.insert(0, os.environ["GENERATED"])
import flext_pb2  # noqa: E402  (made by protoc from proto/flext.proto)

settings.configure(
    DEBUG=False,
    SECRET_KEY="nothing is signed here",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    # Those of a new Django project that a JSON view passes through.
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
)

CHANNEL = None


def calls():
    """The three calls, on one channel for each worker process (a channel must not cross a fork)."""
    global CHANNEL
    if CHANNEL is None:
        channel = grpc.insecure_channel(os.environ["DAEMON"])

        def call(method, request, answer):
            return channel.unary_unary(
                f"/flext.FlextService/{method}",
                request_serializer=request.SerializeToString,
                response_deserializer=answer.FromString,
            )

        CHANNEL = (
            call("GetSystemStats", empty_pb2.Empty, flext_pb2.SystemStats),
            call("HealthCheck", empty_pb2.Empty, flext_pb2.HealthStatus),
            call("ListExecutions", flext_pb2.ListExecutionsRequest, flext_pb2.ListExecutionsResponse),
        )
    return CHANNEL


def answer(stats, health, executions):
    return JsonResponse(
        {
            "stats": {
                "active_pipelines": stats.active_pipelines,
                "total_executions": stats.total_executions,
                "success_rate": round(stats.success_rate, 1),
                "cpu_usage": round(stats.cpu_usage, 1),
                "memory_usage": round(stats.memory_usage, 1),
                "uptime_seconds": stats.uptime_seconds,
            },
            "health": {
                "healthy": health.healthy,
                "components": {
                    name: {"healthy": component.healthy, "message": component.message, "metadata": dict(component.metadata)}
                    for name, component in health.components.items()
                },
            },
            "recent_executions": [
                {
                    "id": execution.id,
                    "pipeline_name": execution.pipeline_id,
                    "status": execution.status,
                    "started_at": execution.started_at.ToJsonString(),
                    "duration": execution.duration_seconds,
                }
                for execution in executions.executions
            ],
            "error": None,
        }
    )


def ask_the_daemon(request):
    stats, health, executions = calls()
    return answer(
        stats(empty_pb2.Empty(), timeout=5),
        health(empty_pb2.Empty(), timeout=5),
        executions(flext_pb2.ListExecutionsRequest(limit=10), timeout=5),
    )


def from_memory(request):
    components = {
        name: flext_pb2.ComponentHealth(name=name, healthy=True, message="answers", metadata={"latencyMs": "3"})
        for name in ("database", "plugins", "scheduler")
    }
    execution = flext_pb2.Execution(id="execution-1", pipeline_id="Orders to warehouse", status=3, duration_seconds=123)
    return answer(
        flext_pb2.SystemStats(active_pipelines=2, total_executions=4000, success_rate=97.5, uptime_seconds=3600, cpu_usage=12.5, memory_usage=43.2),
        flext_pb2.HealthStatus(healthy=True, components=components),
        flext_pb2.ListExecutionsResponse(executions=[execution] * 10),
    )


urlpatterns = [path("api/stats/", ask_the_daemon), path("memory/", from_memory)]
application = get_wsgi_application()
