namespace FlextMonitor.Daemon.Samples;

/// <summary>One sample pipeline: how long it takes, how often it runs, and what goes wrong with it.</summary>
internal sealed record SamplePipeline
{
    /// <summary>Named as Meltano names a state: <c>tap-x-to-target-y</c>.</summary>
    public string Id => $"{Extractor}-to-{Loader}";

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>The Singer tap it pretends to read with.</summary>
    public required string Extractor { get; init; }

    /// <summary>The Singer target it pretends to write with.</summary>
    public required string Loader { get; init; }

    /// <summary>What comes after loading; empty where nothing does.</summary>
    public string Transform { get; init; } = string.Empty;

    /// <summary>The streams it goes through, in order; at least one.</summary>
    public required IReadOnlyList<string> Streams { get; init; }

    /// <summary>The shortest run that succeeds, over 0.</summary>
    public required TimeSpan Shortest { get; init; }

    /// <summary>The longest run that succeeds, at least <see cref="Shortest"/>; a full refresh takes three times as long.</summary>
    public required TimeSpan Longest { get; init; }

    /// <summary>Rows moved in a second, on average.</summary>
    public required int RowsPerSecond { get; init; }

    /// <summary>From the start of one run to that of the next; null where it runs only when asked to.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>From the start of the daemon to the first run.</summary>
    public TimeSpan FirstAfter { get; init; }

    /// <summary>What goes wrong.</summary>
    public SampleTrouble Trouble { get; init; }

    /// <summary>In one of how many runs it does, 1 or more.</summary>
    public int TroubleEvery { get; init; } = 1;

    /// <summary>Which of these it is, 0 being the first.</summary>
    public int TroubleAt { get; init; }

    /// <summary>What it then says, as Python would; empty unless it <see cref="SampleTrouble.Fails"/>.</summary>
    public string Error { get; init; } = string.Empty;

    /// <summary>Whether the loader says so, and not the extractor.</summary>
    public bool LoaderFails { get; init; }

    /// <summary>Its schedule in cron's words; empty where it has none.</summary>
    public string Schedule => Every is { } every ? $"@every {(int)every.TotalSeconds}s" : string.Empty;

    /// <summary>Whether its run with this number (from 0) meets the trouble.</summary>
    public bool MeetsTrouble(int run) => Trouble != SampleTrouble.None && run % TroubleEvery == TroubleAt;
}
