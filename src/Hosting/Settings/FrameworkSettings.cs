namespace FlextMonitor.Hosting.Settings;

/// <summary>The keys at the root that the framework reads for a program, and those of its logs.</summary>
public sealed class FrameworkSettings
{
    private const string Urls = "urls";
    private const string Kestrel = "Kestrel";

    private static readonly string[] OfEveryHost =
        ["$schema", "applicationName", "contentRoot", "environment", "hostBuilder", "Metrics", "shutdownTimeoutSeconds"];

    private static readonly string[] OfWebHosts =
    [
        "AllowedHosts", "Authentication", "captureStartupErrors", "detailedErrors", "forwardedHeaders_enabled", "hostingStartupAssemblies",
        "hostingStartupExcludeAssemblies", "http_ports", "https_port", "https_ports", Kestrel, "preferHostingUrls", "preventHostingStartup", "startupAssembly",
        "staticWebAssets", "suppressStatusMessages", Urls, "webroot",
    ];

    private FrameworkSettings(string framework, IReadOnlyList<string> keys, IReadOnlyList<string> examples)
    {
        Keys = keys;
        var sorted = examples.Order(StringComparer.OrdinalIgnoreCase).ToList();
        Summary = $"those of {framework} such as {string.Join(", ", sorted.SkipLast(1))} and {sorted[^1]}";
    }

    /// <summary>All keys.</summary>
    internal IReadOnlyList<string> Keys { get; }

    /// <summary>The keys in words, with examples that the program reads.</summary>
    internal string Summary { get; }

    /// <summary>Those of a program with a web server.</summary>
    /// <param name="logSections">The sections of its logs.</param>
    public static FrameworkSettings Web(params string[] logSections) =>
        new("ASP.NET Core", [.. OfEveryHost, .. OfWebHosts, .. logSections], [Kestrel, Urls, .. logSections]);

    /// <summary>Those of a program without a web server.</summary>
    /// <param name="logSections">The sections of its logs.</param>
    public static FrameworkSettings Worker(params string[] logSections) =>
        new(".NET", [.. OfEveryHost, .. logSections], ["contentRoot", "environment", .. logSections]);
}
