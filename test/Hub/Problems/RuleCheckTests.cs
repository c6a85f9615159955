using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Tests.Problems;

/// <summary>Settings of rules that people write.</summary>
public sealed class RuleCheckTests
{
    [Theory]
    [InlineData(ProblemKinds.Threshold, """{"figure":"cpuUsage","above":90,"clear":80,"forSeconds":60}""")]
    [InlineData(ProblemKinds.Threshold, """{"figure":"rows","below":1}""")]
    [InlineData(ProblemKinds.MissedStart, """{"schedule":"0 3 * * *","zone":"Europe/Lisbon"}""")]
    [InlineData(ProblemKinds.LateFinish, """{"deadline":"06:30","zone":"Europe/Lisbon","delaySeconds":0}""")]
    [InlineData(ProblemKinds.LateFinish, """{"maxMinutes":90}""")]
    [InlineData(ProblemKinds.Unreachable, """{"delaySeconds":10}""")]
    [InlineData(ProblemKinds.Failing, "{}")]
    public void Check_OfWhatCanBeUsed_IsEmpty(string kind, string settings) => Check(kind, settings).ShouldBeEmpty();

    [Theory]
    [InlineData(ProblemKinds.Threshold, """{"above":90}""", "figure", "A threshold needs a figure, one of cpuUsage, ")]
    [InlineData(ProblemKinds.Threshold, """{"figure":"cpuUsage"}""", "above", "A threshold needs above or below.")]
    [InlineData(ProblemKinds.Threshold, """{"figure":"heat","above":1}""", "figure", "\"heat\" must be one of cpuUsage, ")]
    [InlineData(ProblemKinds.Threshold, """{"figure":"cpuUsage","above":"90"}""", "above", "\"90\" must be a number.")]
    [InlineData(ProblemKinds.Threshold, """{"figure":"cpuUsage","above":1,"forSeconds":-1}""", "forSeconds", "-1 must be a number of seconds from 0 to 86400.")]
    [InlineData(ProblemKinds.MissedStart, """{"schedule":"every day"}""", "schedule", "\"every day\" must be a cron expression")]
    [InlineData(ProblemKinds.MissedStart, """{"schedule":"0 3 * * *","zone":"Mars/Olympus"}""", "zone", "\"Mars/Olympus\" must be a time zone")]
    [InlineData(ProblemKinds.LateFinish, """{"deadline":"6 am"}""", "deadline", "\"6 am\" must be a time of day")]
    [InlineData(ProblemKinds.LateFinish, """{"maxMinutes":0}""", "maxMinutes", "0 must be a number of minutes")]
    [InlineData(ProblemKinds.Failing, """{"above":1}""", "above", "Unknown setting. Known settings of failing: delaySeconds.")]
    public void Check_OfWhatCannotBeUsed_NamesTheSettingAndWhatIsAllowed(string kind, string settings, string name, string said) =>
        Check(kind, settings)[name].ShouldHaveSingleItem().ShouldStartWith(said);

    private static IReadOnlyDictionary<string, string[]> Check(string kind, string settings) => new RuleCheck().Check(kind, JsonNode.Parse(settings)!.AsObject());
}
