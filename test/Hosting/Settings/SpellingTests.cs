using FlextMonitor.Hosting.Settings;

namespace FlextMonitor.Hosting.Tests.Settings;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("Daemons", "daemons", 0)]
    [InlineData("Deamons", "Daemons", 1)]
    [InlineData("Adress", "Address", 1)]
    [InlineData("Tokenn", "Token", 1)]
    [InlineData("Page", "Pane", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "abc", 3)]
    public void Distance_TwoWords_CountsTheEditsBothWays(string one, string other, int edits)
    {
        Spelling.Distance(one, other).ShouldBe(edits);
        Spelling.Distance(other, one).ShouldBe(edits);
    }

    [Theory]
    [InlineData("Deamons", "Daemons")]
    [InlineData("Daemns", "Daemons")]
    [InlineData("Hup", "Hub")]
    [InlineData("ConectionStrngs", "ConnectionStrings")]
    [InlineData("Log", null)]
    [InlineData("Build", null)]
    [InlineData("PATH", null)]
    public void Nearest_OneWord_IsTheCloseOneIfThereIsOne(string word, string? nearest) =>
        Spelling.Nearest(word, ["Daemon", "Daemons", "Hub", "ConnectionStrings"]).ShouldBe(nearest);

    [Fact]
    public void Nearest_SeveralAsClose_IsTheFirst() => Spelling.Nearest("Daemonz", ["Daemon", "Daemons"]).ShouldBe("Daemon");

    [Fact]
    public void Nearest_FewerEditsAllowed_IsNothing() => Spelling.Nearest("ConnctnStrngs", ["ConnectionStrings"], mostEdits: 2).ShouldBeNull();
}
