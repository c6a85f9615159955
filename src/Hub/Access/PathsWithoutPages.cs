using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Hub.Access;

/// <summary>
/// The paths below which there are no pages: requests there come from programs, or are for files. They get a status code, and neither a page
/// nor a redirect to the sign-in.
/// </summary>
public static class PathsWithoutPages
{
    private static readonly PathString[] Prefixes = ["/api", "/hubs", "/health", "/metrics", "/openapi", "/assets"];

    /// <summary>Whether a path is one of them. Case does not matter.</summary>
    public static bool Contain(PathString path) => Prefixes.Any(prefix => path.StartsWithSegments(prefix));
}
