using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Access;

/// <summary>What a request is for, by its method.</summary>
internal static class RequestMethods
{
    /// <summary>Whether it only reads: GET, HEAD or OPTIONS.</summary>
    public static bool OnlyReads(this HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
}
