namespace FlextMonitor.Web.Tests;

/// <summary>The sources that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>The full path of a file or folder of the repository.</summary>
    public static string PathOf(params string[] path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FlextMonitor.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No FlextMonitor.sln above {AppContext.BaseDirectory}: these tests need the sources that they were built from.");
        }

        return Path.Combine([folder.FullName, .. path]);
    }
}
