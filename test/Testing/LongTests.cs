namespace FlextMonitor.Testing;

/// <summary>Some tests have a short form, which every run of the tests has, and a long one, for <c>test/long.sh</c>.</summary>
public static class LongTests
{
    /// <summary>Whether the long form is wanted: the environment variable <c>TEST_LONG</c> is 1.</summary>
    public static bool AreWanted { get; } = Environment.GetEnvironmentVariable("TEST_LONG") == "1";
}
