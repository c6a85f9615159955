using FlextMonitor.Collector.Cluster;

namespace FlextMonitor.Collector.Tests.Cluster;

public sealed class ClusterFindingsTests
{
    private static readonly Dictionary<string, string> Daemons = new() { ["north"] = "aa", ["south"] = "bb" };

    [Fact]
    public void Of_ProcessesThatFitTogether_IsEmpty() =>
        ClusterFindings.Of([Node("first", clockMs: -900), Node("second", clockMs: 1_100), Node("third")]).ShouldBeEmpty();

    [Fact]
    public void Of_ClocksMoreThan2sApart_NamesThoseFurthestApart()
    {
        var found = ClusterFindings.Of([Node("first", clockMs: -1_000), Node("second", clockMs: 0), Node("third", clockMs: 2_200)]).ShouldHaveSingleItem();

        found.Code.ShouldBe("clock");
        found.Text.ShouldBe("The clock of third is 3.2 s ahead of that of first. Set both by the same time server");
        found.PublicText.ShouldBe("The clocks of two processes are 3.2 s apart");
    }

    [Fact]
    public void Of_SettingsThatDiffer_NamesTheDaemons()
    {
        var other = new Dictionary<string, string> { ["north"] = "aa", ["south"] = "cc", ["west"] = "dd" };

        var found = ClusterFindings.Of([Node("first"), Node("second", daemons: other)]).ShouldHaveSingleItem();

        found.Code.ShouldBe("settings");
        found.Values["daemons"].ShouldBe("south, west");
        found.Text.ShouldContain("first, second");
        found.PublicText.ShouldNotContain("south");
    }

    [Fact]
    public void Of_ProcessesOfTheSameNameAndOfSeveralReleases_SaysBoth() =>
        ClusterFindings.Of([Node("first"), Node("first", id: 2) with { Version = "0.9.0" }]).Select(finding => finding.Code).ShouldBe(["same-name", "versions"]);

    private static ClusterNode Node(string name, double? clockMs = null, Dictionary<string, string>? daemons = null, int id = 1) => new(
        $"{name}/{id}", name, ["hub"], "1.0.0", DateTimeOffset.UnixEpoch, clockMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null, 0, daemons ?? Daemons);
}
