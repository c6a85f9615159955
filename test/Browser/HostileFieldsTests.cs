using FlextMonitor.Browser.Tests.Kit;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Google.Protobuf.WellKnownTypes;
using static Microsoft.Playwright.Assertions;

namespace FlextMonitor.Browser.Tests;

/// <summary>Script in every text that a daemon sends is shown as the text that it is, and the browser reports nothing that the Content-Security-Policy refused.</summary>
public sealed class HostileFieldsTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Script =
        "<img src=x onerror=\"globalThis.harmed=1\"><svg/onload=globalThis.harmed=1>\"'></title></script><script>globalThis.harmed=1</script>{{constructor.constructor('globalThis.harmed=1')()}}";

    /// <summary>What the browser reports, whichever page is open.</summary>
    private const string Listener = "globalThis.refused = []; addEventListener('securitypolicyviolation', (report) => globalThis.refused.push(`${report.violatedDirective} ${report.blockedURI}`));";

    private const string Link = "javascript:globalThis.harmed=1";

    /// <summary>The addresses where texts of daemons stand.</summary>
    private static readonly string[] Paths = ["/", "/connections", "/people", "/tokens", "/account"];

    [Fact]
    public async Task Fields_OfScript_AreText_OnEveryPage()
    {
        await StartAsync(Hostile());
        var visitor = await ComeAsync();
        await visitor.Context.AddInitScriptAsync(Listener);
        await visitor.SignInAsync();

        foreach (var path in Paths)
        {
            await visitor.OpenAsync(path, "Live");
            await Expect(visitor.Page.Locator("main:not([aria-busy=true])")).ToBeVisibleAsync();
            if (path == "/")
            {
                await Expect(visitor.Page.Locator("main")).ToContainTextAsync("component <img src=x onerror=");
            }

            await ShouldBeUnharmedAsync(visitor, path);
        }
    }

    [Fact]
    public async Task Drawer_OfARunOfScript_ShowsErrorMetadataAndLogAsText()
    {
        await StartAsync(Hostile());
        var visitor = await ComeAsync();
        await visitor.Context.AddInitScriptAsync(Listener);
        await visitor.SignInAsync();

        await visitor.OpenAsync($"/?run={Uri.EscapeDataString($"default/{In("run")}")}", "Live");

        foreach (var field in (string[])["error", "key", "value", "line"])
        {
            await Expect(visitor.Page.Locator("aside, dialog, .drawer").Filter(new() { HasText = $"{field} <img src=x onerror=" }).First).ToBeVisibleAsync();
        }

        await ShouldBeUnharmedAsync(visitor, "the drawer");
    }

    private static async Task ShouldBeUnharmedAsync(Visitor visitor, string where)
    {
        (await visitor.Page.EvaluateAsync<bool>("() => 'harmed' in globalThis")).ShouldBeFalse(where);
        (await visitor.Page.EvaluateAsync<string[]>("() => globalThis.refused")).ShouldBeEmpty(where);
        (await visitor.Page.Locator("img[src=x], svg[onload], a[href^='javascript:'], body script:not([src])").CountAsync()).ShouldBe(0, where);
    }

    /// <summary>The script in a field; the field's name shows where it was drawn.</summary>
    private static string In(string field) => $"{field} {Script} {Link}";

    private static DaemonScript Hostile()
    {
        var run = Runs.Failed(In("run"), In("pipeline"), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1), In("error"));
        run.TriggeredBy = In("trigger");
        run.Metadata[In("key")] = In("value");
        return new DaemonScript
        {
            HealthCheck = _ => Task.FromResult(new HealthStatus
            {
                Healthy = false,
                Components = { [In("component")] = new ComponentHealth { Name = In("component"), Healthy = false, Message = In("message"), Metadata = { [In("key")] = In("value") } } },
            }),
            GetSystemInfo = _ => Task.FromResult(new SystemInfo
            {
                Version = In("version"),
                Environment = In("environment"),
                PythonVersion = In("python"),
                MeltanoVersion = In("meltano"),
                Features = { [In("feature")] = In("on") },
            }),
            ListPipelines = _ => Task.FromResult(new ListPipelinesResponse { Pipelines = { PipelineOf() }, Total = 1 }),
            ListExecutions = (request, _) => Task.FromResult(request.Offset > 0 ? new ListExecutionsResponse { Total = 1 } : new ListExecutionsResponse { Executions = { run }, Total = 1 }),
            GetExecution = (_, _) => Task.FromResult(run),
            StreamLogs = (_, lines, _) => lines.WriteAsync(new LogEntry { Timestamp = In("time"), Level = In("level"), Message = In("line"), ExecutionId = In("run"), Metadata = { [In("key")] = In("value") } }),
        };
    }

    private static Pipeline PipelineOf() => new()
    {
        Id = In("pipeline"),
        Name = In("name"),
        Description = In("description"),
        Extractor = In("extractor"),
        Loader = In("loader"),
        Transform = In("transform"),
        Schedule = In("schedule"),
        CreatedBy = In("creator"),
        IsActive = true,
        Config = new Struct { Fields = { [In("key")] = Value.ForString(In("value")) } },
    };
}
