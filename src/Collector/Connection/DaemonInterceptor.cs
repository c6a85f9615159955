using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace FlextMonitor.Collector.Connection;

/// <summary>
/// Adapts the generated calls to one daemon: to its service name, since daemons serve the same messages under different names, and with its token.
/// The token is sent as plain metadata because call credentials are not sent over http. Answers with very many map entries are refused.
/// </summary>
internal sealed class DaemonInterceptor(string service, string? token) : Interceptor
{
    private readonly ConcurrentDictionary<string, IMethod> _methods = new(StringComparer.Ordinal);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, For(context));

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, For(context));

    private ClientInterceptorContext<TRequest, TResponse> For<TRequest, TResponse>(ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class
    {
        var generated = context.Method;
        var method = (Method<TRequest, TResponse>)_methods.GetOrAdd(
            generated.Name,
            _ => new Method<TRequest, TResponse>(generated.Type, service, generated.Name, generated.RequestMarshaller, MapEntryLimit.Apply(generated.ResponseMarshaller)));
        var options = token is null ? context.Options : context.Options.WithHeaders(new Metadata { { "authorization", $"Bearer {token}" } });
        return new ClientInterceptorContext<TRequest, TResponse>(method, context.Host, options);
    }
}
