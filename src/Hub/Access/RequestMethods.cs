using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Access;

internal static class RequestMethods
{
    /// <summary>Whether the method is GET, HEAD or OPTIONS.</summary>
    public static bool OnlyReads(this HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
}
