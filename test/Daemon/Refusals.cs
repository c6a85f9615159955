using FlextMonitor.Testing;
using Grpc.Core;

namespace FlextMonitor.Daemon.Tests;

/// <summary>What a call is refused with.</summary>
internal static class Refusals
{
    public static async Task ShouldBeRefusedAsync<T>(this AsyncUnaryCall<T> call, StatusCode code, string reason) =>
        Check(await Should.ThrowAsync<RpcException>(() => call.ResponseAsync.DefaultTimeout()), code, reason);

    public static async Task ShouldBeRefusedAsync<T>(this AsyncServerStreamingCall<T> call, StatusCode code, string reason) =>
        Check(await Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None).DefaultTimeout()), code, reason);

    private static void Check(RpcException refused, StatusCode code, string reason)
    {
        refused.StatusCode.ShouldBe(code, refused.Status.Detail);
        refused.Status.Detail.ShouldContain(reason);
    }
}
