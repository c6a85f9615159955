namespace FlextMonitor.Hub.Mail;

/// <summary>How much longer a message may take that brings a file along: a second for every 100 kB.</summary>
public static class UploadTime
{
    private const long BytesPerSecond = 100_000;

    /// <summary>For a message of so many bytes, 0 or more.</summary>
    public static TimeSpan Of(long bytes) => TimeSpan.FromSeconds(bytes / BytesPerSecond);

    /// <summary>For a message with a file of so many bytes in Base64.</summary>
    public static TimeSpan OfEncoded(long bytes) => Of(bytes * 4 / 3);
}
