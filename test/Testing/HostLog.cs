namespace FlextMonitor.Testing;

/// <summary>
/// What hosts in the processes of tests log while all tests run, kept in files so that it can be searched for secrets afterwards. The test runner names their folder by the
/// variable <c>TEST_HOST_LOG</c>; without it nothing is kept. What a program of its own prints is searched when it ends.
/// </summary>
public static class HostLog
{
    private static readonly TextWriter? Writer = Open();

    /// <summary>Whether logs are kept, so that hosts should write some.</summary>
    public static bool IsKept => Writer is not null;

    /// <summary>Adds a line.</summary>
    public static void Write(string line) => Writer?.WriteLine(line);

    private static TextWriter? Open()
    {
        if (Environment.GetEnvironmentVariable("TEST_HOST_LOG") is not { Length: > 0 } folder)
        {
            return null;
        }

        Directory.CreateDirectory(folder);
        var writer = TextWriter.Synchronized(new StreamWriter(Path.Combine(folder, $"{AppDomain.CurrentDomain.FriendlyName}-{Environment.ProcessId}.log")) { AutoFlush = true });

        // Hosts in this process log to the console.
        Console.SetOut(writer);
        return writer;
    }
}
