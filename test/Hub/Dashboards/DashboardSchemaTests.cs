using System.Text;
using System.Text.Json.Nodes;
using FlextMonitor.Hub.Dashboards;
using FlextMonitor.Hub.Dashboards.Documents;
using FlextMonitor.Testing;
using Json.Schema;

namespace FlextMonitor.Hub.Tests.Dashboards;

/// <summary>The published schema says what the code checks, as a validator sees it that this program does not have.</summary>
public sealed class DashboardSchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(DashboardSchema.Text);

    private static readonly string[] OfAllTypes = ["title", "sources", "pipelines"];

    public static TheoryData<string> Templates => [.. DashboardTemplates.All().Select(template => template.Name)];

    [Fact]
    public void Schema_InTheDocuments_IsTheOneThatIsServed()
    {
        var file = Repository.PathOf("docs", "dashboard.schema.json");
        if (Environment.GetEnvironmentVariable("WRITE_DASHBOARD_SCHEMA") == "1")
        {
            File.WriteAllText(file, DashboardSchema.Text);
        }

        File.ReadAllText(file).ShouldBe(DashboardSchema.Text, "run this test with WRITE_DASHBOARD_SCHEMA=1");
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Templates_AreDocuments_ForTheSchemaAndTheCode(string name)
    {
        var template = DashboardTemplates.All().Single(template => template.Name == name).Document.ToJsonString();

        Fits(template).ShouldBeTrue();
        Errors(template).ShouldBeEmpty();
    }

    [Fact]
    public void Limits_OfTheSchema_AreThoseOfTheCode()
    {
        var schema = JsonNode.Parse(DashboardSchema.Text)!;
        var widget = schema["properties"]!["widgets"]!["items"]!;

        ((int)schema["properties"]!["widgets"]!["maxItems"]!).ShouldBe(DashboardLimits.MostWidgets);
        ((int)schema["properties"]!["title"]!["maxLength"]!).ShouldBe(DashboardLimits.LongestTitle);
        ((int)widget["properties"]!["x"]!["maximum"]!).ShouldBe(DashboardLimits.Columns - 1);
        ((int)widget["properties"]!["y"]!["maximum"]!).ShouldBe(DashboardLimits.LastRow);
        ((int)widget["properties"]!["w"]!["maximum"]!).ShouldBe(DashboardLimits.Columns);
        ((int)widget["properties"]!["h"]!["maximum"]!).ShouldBe(DashboardLimits.MostRows);
        ((string)schema["description"]!).ShouldContain($"{DashboardLimits.LargestDocument} bytes");
        ((string)widget["properties"]!["options"]!["description"]!).ShouldContain($"{DashboardLimits.LargestOptions} bytes");
    }

    [Fact]
    public void Types_OfWidgets_AreAllDescribed()
    {
        var described = JsonNode.Parse(DashboardSchema.Text)!["properties"]!["widgets"]!["items"]!["allOf"]!.AsArray()
            .Where(rule => rule!["if"]!["properties"]!["type"] is not null)
            .ToDictionary(rule => (string)rule!["if"]!["properties"]!["type"]!["const"]!, rule => rule!["then"]!["properties"]!["options"]!["properties"]!.AsObject().Select(option => option.Key).ToList());

        described.Keys.ShouldBe(
            ["attention", "availability", "calendar", "chart", "clock", "components", "durations", "figure", "fleet", "log", "pipelines", "problems", "runs", "text", "timeline", "verdict"], ignoreOrder: true);
        described.Values.ShouldAllBe(options => !OfAllTypes.Except(options).Any());
        described["figure"].ShouldBe([.. OfAllTypes, "figure", "of", "warnAt", "criticalAt"]);
    }

    [Theory]
    [InlineData("""{"title":"a"}""", true)]
    [InlineData("""{"title":"a","visibility":null,"range":null,"widgets":null,"later":[1]}""", true)]
    [InlineData("""{}""", false)]
    [InlineData("""{"title":""}""", false)]
    [InlineData("""{"title":"a\nb"}""", false)]
    [InlineData("""{"title":"\u0085"}""", false)]
    [InlineData("""{"title":" a "}""", true)]
    [InlineData("""{"title":"a","visibility":"public"}""", false)]
    [InlineData("""{"title":"a","leastRole":"boss"}""", false)]
    [InlineData("""{"title":"a","range":{"last":"PT1H","name":"1h"}}""", true)]
    [InlineData("""{"title":"a","range":{"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z"}}""", true)]
    [InlineData("""{"title":"a","range":{"from":"2026-01-01T00:00:00Z"}}""", false)]
    [InlineData("""{"title":"a","range":{"last":"PT1H","from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z"}}""", false)]
    [InlineData("""{"title":"a","widgets":[{"id":"a","type":"globe","x":0,"y":0,"w":12,"h":40,"options":{"zone":7}}]}""", true)]
    [InlineData("""{"title":"a","widgets":[{"id":"a","type":"clock","x":11,"y":999,"w":1,"h":1,"options":{"zone":null}}]}""", true)]
    [InlineData("""{"title":"a","widgets":[{"id":"a","type":"clock","x":11,"y":0,"w":2,"h":1}]}""", false)]
    [InlineData("""{"title":"a","widgets":[{"id":"a","type":"clock","x":0,"y":0,"w":1,"h":1,"options":{"zone":7}}]}""", false)]
    [InlineData("""{"title":"a","widgets":[{"id":"A","type":"clock","x":0,"y":0,"w":1,"h":1}]}""", false)]
    [InlineData("""{"title":"a","widgets":[{"type":"clock","x":0,"y":0,"w":1,"h":1}]}""", false)]
    [InlineData("""{"title":"a","widgets":[{"id":"a","type":"chart","x":0,"y":0,"w":1,"h":1,"options":{"series":[{"figure":"cpuUsage","source":"*","colour":"red"}]}}]}""", true)]
    [InlineData("""{"title":"a","widgets":[{"id":"a","type":"chart","x":0,"y":0,"w":1,"h":1,"options":{"series":[{"figure":"heat"}]}}]}""", false)]
    [InlineData("""{"title":"a","widgets":[{"id":"a","type":"timeline","x":0,"y":0,"w":1,"h":1,"options":{"hours":169}}]}""", false)]
    [InlineData("""{"title":"a","widgets":[{"id":"a","type":"log","x":0,"y":0,"w":1,"h":1,"options":{"lines":10,"follow":"yes"}}]}""", false)]
    [InlineData("""{"title":"a","widgets":[{"id":"a","type":"problems","x":0,"y":0,"w":1,"h":1,"options":{"severities":["info","loud"]}}]}""", false)]
    [InlineData("""{"title":"a","widgets":[{"id":"a","type":"text","x":0,"y":0,"w":1,"h":1,"options":{"markdown":"# a\n\nb"}}]}""", true)]
    public void Documents_AreJudgedTheSame_ByTheSchemaAndByTheCode(string document, bool isGood)
    {
        Fits(document).ShouldBe(isGood, "the schema");
        (Errors(document).Count == 0).ShouldBe(isGood, "the code");
    }

    private static bool Fits(string document) => Schema.Evaluate(JsonNode.Parse(document)).IsValid;

    private static IReadOnlyList<DocumentError> Errors(string document)
    {
        var errors = new DocumentErrors();
        DocumentReader.Read(Encoding.UTF8.GetBytes(document), errors);
        return errors.All;
    }
}
