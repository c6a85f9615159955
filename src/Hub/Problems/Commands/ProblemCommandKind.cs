namespace FlextMonitor.Hub.Problems.Commands;

/// <summary>What a person can ask of the evaluator. The numbers stand in the store.</summary>
public enum ProblemCommandKind
{
    /// <summary>Takes responsibility for a problem.</summary>
    Acknowledge = 1,

    /// <summary>Takes the acknowledgement of a problem back.</summary>
    TakeBack = 2,

    /// <summary>The silences are not what they were.</summary>
    ReadSilences = 3,
}
