using System.Text.RegularExpressions;

namespace FlextMonitor.Architecture.Tests;

/// <summary>
/// <c>/metrics</c> leaves out what somebody may not see by the label <c>source</c>. A metric that named its daemon by another label would tell everybody.
/// </summary>
public sealed partial class MetricLabelTests
{
    private const string Source = "source";

    /// <summary>Labels that name no daemon, nor anything of a single one unless <c>source</c> stands beside them.</summary>
    private static readonly HashSet<string> Harmless = ["code", "feed", "kind", "outcome", "publisher", "reason", "rpc.method", "rpc.response.status_code", "severity", "worker"];

    /// <summary>Labels of something that a daemon has. They stand beside <c>source</c>.</summary>
    private static readonly HashSet<string> OfADaemon = ["name", "pipeline"];

    [Fact]
    public void Labels_NameADaemonAsSourceAlone()
    {
        var labels = Files().SelectMany(file => Label().Matches(SourceTree.Read(file)).Select(label => (File: file, Name: label.Groups[1].Value))).ToList();

        labels.Select(label => label.Name).ShouldContain(Source);
        labels.Where(label => label.Name != Source && !Harmless.Contains(label.Name) && !OfADaemon.Contains(label.Name))
            .ShouldBeEmpty($"a label that names a daemon must be '{Source}'; add one that names none, or stands beside it, to the lists here");
    }

    [Fact]
    public void Labels_OfSomethingThatADaemonHas_StandBesideItsSource()
    {
        var alone = from file in Files()
                    from line in SourceTree.Read(file).Split('\n')
                    let labels = Label().Matches(line).Select(label => label.Groups[1].Value).ToList()
                    where labels.Exists(OfADaemon.Contains) && !labels.Contains(Source)
                    select $"{file}: {line.Trim()}";

        alone.ShouldBeEmpty();
    }

    private static IEnumerable<string> Files() => SourceTree.Files("src", "*.cs").Where(file => IsOfMetrics().IsMatch(SourceTree.Read(file)));

    [GeneratedRegex(@"System\.Diagnostics\.Metrics|KeyValuePair<string, object\?>")]
    private static partial Regex IsOfMetrics();

    [GeneratedRegex("""new(?: KeyValuePair<string, object\?>)?\("([a-z][a-z._]*)", """)]
    private static partial Regex Label();
}
