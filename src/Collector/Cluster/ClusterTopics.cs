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

    /// <summary>Rights or sessions were changed.</summary>
    public const string RightsChanged = "rights-changed";
}
