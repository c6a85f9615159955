namespace FlextMonitor.Testing;

/// <summary>Where things stand in the repository that these tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The host's content root, below which the page was built.</summary>
    public static string Web => Path.Combine(Root, "src", "Web");

    /// <summary>What runs leave behind; not kept under version control.</summary>
    public static string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>The full path of one of its files or folders.</summary>
    public static string PathOf(params string[] path) => Path.Combine([Root, .. path]);

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "FlextMonitor.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside the repository: start these tests from their build output.");
    }
}
