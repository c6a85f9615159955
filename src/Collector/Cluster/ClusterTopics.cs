namespace FlextMonitor.Collector.Cluster;

/// <summary>What processes tell each other by <see cref="ClusterSignals"/>.</summary>
public static class ClusterTopics
{
    /// <summary>The lease of the evaluator was released.</summary>
    public const string EvaluatorReleased = "evaluator-released";

    /// <summary>Somebody asked something of the evaluator, such as an acknowledgement or a silence.</summary>
    public const string CommandsAsked = "commands-asked";

    /// <summary>The evaluator has carried out commands, whose numbers follow, separated by commas.</summary>
    public const string CommandsDone = "commands-done";

    /// <summary>Rules were changed.</summary>
    public const string RulesChanged = "rules-changed";

    /// <summary>Somebody asks why a rule does or does not fire, which the evaluator knows. The question follows, as JSON.</summary>
    public const string ExplanationAsked = "explanation-asked";

    /// <summary>The answer of the evaluator follows, as JSON.</summary>
    public const string ExplanationGiven = "explanation-given";

    /// <summary>Rights or sessions were changed.</summary>
    public const string RightsChanged = "rights-changed";

    /// <summary>A session was ended early. Its id and the reason follow.</summary>
    public const string SessionEnded = "session-ended";

    /// <summary>A sign-in failed, which every process counts. What it is counted by follows, as JSON.</summary>
    public const string SignInFailed = "sign-in-failed";
}
