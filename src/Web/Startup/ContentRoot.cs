namespace FlextMonitor.Web.Startup;

/// <summary>The folder with the page (<c>wwwroot</c>) and <c>appsettings.json</c>.</summary>
internal static class ContentRoot
{
    /// <summary>
    /// The folder to pass to the builder. <c>null</c> leaves it to the builder, which takes the one in the settings or the working directory; if neither
    /// has the page, it is the folder of the program.
    /// </summary>
    public static string? Find(string[] args) =>
        IsSet(args) || Directory.Exists(Path.Combine(Directory.GetCurrentDirectory(), "wwwroot"))
            ? null
            : AppContext.BaseDirectory;

    // Reads the same sources as the builder, before there is a builder.
    private static bool IsSet(string[] args) => !string.IsNullOrEmpty(new ConfigurationBuilder()
        .AddEnvironmentVariables("DOTNET_")
        .AddEnvironmentVariables("ASPNETCORE_")
        .AddCommandLine(args)
        .Build()[WebHostDefaults.ContentRootKey]);
}
