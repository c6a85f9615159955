namespace FlextMonitor.Collector.Mapping;

/// <summary>The largest sizes and counts that are accepted from a daemon. Lengths are in UTF-16 characters and include the ellipsis.</summary>
internal static class TextLimits
{
    /// <summary>An execution's id. Longer ones are left out, since a cut id would name another execution.</summary>
    public const int Id = 256;

    public const int Name = 256;

    /// <summary>A component's message.</summary>
    public const int Message = 1024;

    /// <summary>An execution's error as published; 4,096 by the contract.</summary>
    public const int PublishedError = 4096;

    /// <summary>An execution's error if it is requested singly.</summary>
    public const int WholeError = 1024 * 1024;

    /// <summary>The text of a failed call.</summary>
    public const int Error = 500;

    /// <summary>One line of a log.</summary>
    public const int LogLine = 64 * 1024;

    public const int MetadataKey = 128;
    public const int MetadataValue = 512;

    /// <summary>Entries of one metadata map.</summary>
    public const int MetadataEntries = 32;

    public const int Components = 200;

    /// <summary>Running executions in view beyond the limit of the settings.</summary>
    public const int Running = 500;

    /// <summary>Pipelines whose names are known.</summary>
    public const int Pipelines = 10_000;
}
