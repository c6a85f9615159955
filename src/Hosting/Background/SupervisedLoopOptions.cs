namespace FlextMonitor.Hosting.Background;

/// <summary>How a <see cref="SupervisedLoop"/> restarts after an unexpected failure.</summary>
public sealed record SupervisedLoopOptions
{
    private readonly TimeSpan? _resetAfter;

    /// <summary>The wait before the first restart, more than zero; it doubles with every further failure. Default 1 s.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait before a restart, at least <see cref="FirstBackOff"/>. Default 30 s.</summary>
    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A run of at least this length was a good one: after it the wait starts over at <see cref="FirstBackOff"/>. Default: <see cref="LongestBackOff"/>.</summary>
    public TimeSpan ResetAfter
    {
        get => _resetAfter ?? LongestBackOff;
        init => _resetAfter = value;
    }

    /// <summary>
    /// Called once per failure, after it was logged and before the wait, to count it or to publish it; <c>null</c> calls nothing. If it throws, that is
    /// logged and the loop restarts all the same.
    /// </summary>
    public Func<LoopFailure, Task>? OnFailure { get; init; }

    /// <summary>The wait after so many failures in a row, 1 or more.</summary>
    internal TimeSpan BackOffAfter(int failures) => BackOff.Ceiling(FirstBackOff, LongestBackOff, failures);
}
