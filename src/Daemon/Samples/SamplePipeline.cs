namespace FlextMonitor.Daemon.Samples;

/// <summary>One sample pipeline: how long it takes, how often it runs, and how it fails.</summary>
internal sealed record SamplePipeline
{
    /// <summary>Named as Meltano names a state: <c>tap-x-to-target-y</c>.</summary>
    public string Id => $"{Extractor}-to-{Loader}";

    /// <summary>Its display name.</summary>
    public required string Name { get; init; }

    /// <summary>The Singer tap it pretends to read with.</summary>
    public required string Extractor { get; init; }

    /// <summary>The Singer target it pretends to write with.</summary>
    public required string Loader { get; init; }

    /// <summary>What runs after loading; empty if nothing does.</summary>
    public string Transform { get; init; } = string.Empty;

    /// <summary>Its streams in order; at least one.</summary>
    public required IReadOnlyList<string> Streams { get; init; }

    /// <summary>The duration of the shortest successful run, more than 0.</summary>
    public required TimeSpan Shortest { get; init; }

    /// <summary>The duration of the longest successful run, at least <see cref="Shortest"/>; a full refresh takes three times as long.</summary>
    public required TimeSpan Longest { get; init; }

    /// <summary>Rows moved per second, on average.</summary>
    public required int RowsPerSecond { get; init; }

    /// <summary>The time from the start of one run to the start of the next; <c>null</c> without a schedule.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>The time from the start of the daemon to the first run.</summary>
    public TimeSpan FirstAfter { get; init; }

    /// <summary>What goes wrong.</summary>
    public SampleTrouble Trouble { get; init; }

    /// <summary>The trouble occurs in one of so many runs, 1 or more.</summary>
    public int TroubleEvery { get; init; } = 1;

    /// <summary>In which of these it occurs, 0 being the first.</summary>
    public int TroubleAt { get; init; }

    /// <summary>The error that it writes, as Python would; empty unless it <see cref="SampleTrouble.Fails"/>.</summary>
    public string Error { get; init; } = string.Empty;

    /// <summary>Whether the loader writes the error; otherwise the extractor does.</summary>
    public bool LoaderFails { get; init; }

    /// <summary>Its schedule as a cron expression; empty if it has none.</summary>
    public string Schedule => Every is { } every ? $"@every {(int)every.TotalSeconds}s" : string.Empty;

    /// <summary>Whether the trouble occurs in the run with this number, from 0.</summary>
    public bool MeetsTrouble(int run) => Trouble != SampleTrouble.None && run % TroubleEvery == TroubleAt;
}
