using System.Globalization;

namespace FlextMonitor.Collector.Cluster;

/// <summary>Finds what does not fit together between the processes of the installation.</summary>
public static class ClusterFindings
{
    /// <summary>Clocks that are further apart than this are shown: times in messages, retries and silences depend on them.</summary>
    public static readonly TimeSpan MostBetweenClocks = TimeSpan.FromSeconds(2);

    /// <summary>So that a line stays short.</summary>
    private const int MostDaemonsNamed = 10;

    /// <summary>What there is to say about the processes; empty if all is well.</summary>
    public static IReadOnlyList<ClusterFinding> Of(IReadOnlyList<ClusterNode> nodes) => [.. Clocks(nodes), .. Settings(nodes), .. Names(nodes), .. Versions(nodes)];

    private static IEnumerable<ClusterFinding> Clocks(IReadOnlyList<ClusterNode> nodes)
    {
        var measured = nodes.Where(node => node.ClockOffset is not null).OrderBy(node => node.ClockOffset).ToList();
        if (measured is [var behind, .., var ahead] && ahead.ClockOffset - behind.ClockOffset is { } apart && apart > MostBetweenClocks)
        {
            var seconds = apart.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
            yield return Finding(
                "clock",
                $"The clock of {ahead.Node} is {seconds} s ahead of that of {behind.Node}. Set both by the same time server",
                $"The clocks of two processes are {seconds} s apart",
                ("ahead", ahead.Node),
                ("behind", behind.Node),
                ("seconds", seconds));
        }
    }

    private static IEnumerable<ClusterFinding> Settings(IReadOnlyList<ClusterNode> nodes)
    {
        var names = nodes.SelectMany(node => node.Daemons.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var different = names.Where(name => nodes.Select(node => node.Daemons.GetValueOrDefault(name)).Distinct(StringComparer.Ordinal).Skip(1).Any()).ToList();
        if (different.Count > 0)
        {
            var daemons = string.Join(", ", different.Take(MostDaemonsNamed)) + (different.Count > MostDaemonsNamed ? " …" : "");
            var processes = string.Join(", ", nodes.Select(node => node.Node).Distinct(StringComparer.Ordinal));
            yield return Finding(
                "settings",
                $"The settings of Daemons differ between {processes}: {daemons}. Give every process the same",
                "The settings of Daemons differ between processes",
                ("nodes", processes),
                ("daemons", daemons));
        }
    }

    private static IEnumerable<ClusterFinding> Names(IReadOnlyList<ClusterNode> nodes) => nodes.GroupBy(node => node.Node, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => Finding(
        "same-name",
        string.Create(CultureInfo.InvariantCulture, $"{same.Count()} processes are called {same.Key}. Give each a Cluster:Node of its own"),
        "Several processes have the same name",
        ("node", same.Key),
        ("count", same.Count().ToString(CultureInfo.InvariantCulture))));

    private static IEnumerable<ClusterFinding> Versions(IReadOnlyList<ClusterNode> nodes)
    {
        var versions = nodes.Select(node => node.Version).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (versions.Count > 1)
        {
            var text = string.Join(", ", versions);
            yield return Finding("versions", $"Processes of several releases run: {text}", "Processes of several releases run", ("versions", text));
        }
    }

    private static ClusterFinding Finding(string code, string text, string publicText, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var byName = new Dictionary<string, string>(values.Length, StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            byName.Add(name, value);
        }

        return new ClusterFinding(code, text, publicText, byName);
    }
}
