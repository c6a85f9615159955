using FlextMonitor.Contracts;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>One step in the life of a problem, or something that a person did about it.</summary>
internal sealed class ProblemChangeRow
{
    /// <summary>In the order of the steps.</summary>
    public long Number { get; init; }

    public required string ProblemId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>One of <see cref="ProblemSteps"/>.</summary>
    public required string What { get; init; }

    /// <summary>Who did it: an e-mail address, or the name of a token; null if the evaluator decided it.</summary>
    public string? By { get; init; }

    /// <summary>The severity after the step.</summary>
    public required ProblemSeverity Severity { get; init; }

    /// <summary><see cref="Problem.Count"/> after the step.</summary>
    public int? Count { get; init; }

    /// <summary>What else there is to say, such as the note of an acknowledgement or the reason of a resolution; null if there is nothing.</summary>
    public string? Text { get; init; }
}
