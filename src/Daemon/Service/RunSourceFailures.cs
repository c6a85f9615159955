using FlextMonitor.Daemon.Runs;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace FlextMonitor.Daemon.Service;

/// <summary>Answers with the reason where the source of runs cannot answer at present. Not UNAVAILABLE, which means that the daemon cannot be reached.</summary>
internal sealed class RunSourceFailures : Interceptor
{
    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (RunSourceException failure)
        {
            throw Status(failure);
        }
    }

    /// <inheritdoc/>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (RunSourceException failure)
        {
            throw Status(failure);
        }
    }

    private static RpcException Status(RunSourceException failure) => failure.Reason is { } reason
        ? FromProto.Refused(new Refusal(reason, failure.Message))
        : new RpcException(new Status(StatusCode.Internal, failure.Message));
}
