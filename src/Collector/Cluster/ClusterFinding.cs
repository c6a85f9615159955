namespace FlextMonitor.Collector.Cluster;

/// <summary>Something about the processes of the installation that a person should look at.</summary>
/// <param name="Code">What, so that a program can word it in its own language: <c>clock</c>, <c>settings</c>, <c>same-name</c>, <c>versions</c>, <c>redis-away</c> or <c>no-evaluator</c>. New ones may come.</param>
/// <param name="Text">One English sentence, with names of processes and daemons.</param>
/// <param name="PublicText">The same without names, for callers who are not administrators.</param>
/// <param name="Values">The values in the sentence, by name.</param>
public sealed record ClusterFinding(string Code, string Text, string PublicText, IReadOnlyDictionary<string, string> Values);
