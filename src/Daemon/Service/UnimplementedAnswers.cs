using Grpc.AspNetCore.Server;
using Grpc.Core;

namespace FlextMonitor.Daemon.Service;

/// <summary>
/// Answers UNIMPLEMENTED to calls whose path is not exactly that of a method, as other gRPC servers do. Routing alone ignores case, so that a misspelt
/// <c>flext.flextservice</c> would work here and nowhere else, and answers a path of another form with a bare 404.
/// </summary>
internal static class UnimplementedAnswers
{
    /// <summary>Adds the check. It has to run after routing, which <see cref="WebApplication"/> puts first.</summary>
    public static void UseUnimplementedAnswers(this WebApplication application) =>
        application.Use((context, next) => IsCall(context.Request) && !IsServed(context) ? context.Response.CompleteWithStatusAsync(StatusCode.Unimplemented, "Method is unimplemented.") : next(context));

    private static bool IsCall(HttpRequest request) => request.ContentType?.StartsWith(StatusAnswer.ContentType, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Endpoints without a method are those with which the framework answers unknown services and methods itself.</summary>
    private static bool IsServed(HttpContext context) => context.GetEndpoint() is { } endpoint
        && (endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is not { } served || served.Method.FullName == context.Request.Path.Value);
}
