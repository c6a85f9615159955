using System.Net;
using System.Security.Claims;
using System.Text.Json.Nodes;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Access.Displays;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Dashboards;
using FlextMonitor.Hub.Exports;
using FlextMonitor.Hub.Exports.Schedules;
using FlextMonitor.Hub.History;
using FlextMonitor.Hub.History.Recording;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.RunLogs;
using FlextMonitor.Hub.Tests.Live;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Exports;

/// <summary>A hub with everything that can be exported, whose clock, feed and writes the test controls.</summary>
public abstract class ExportsApi : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("export-test-");
    private HubHost _host = null!;

    internal TestPeople People { get; } = new();

    protected FakeTimeProvider Clock { get; } = new(Messages.Noon);

    internal HubHost Host => _host;

    protected IServiceProvider Services => _host.Services;

    protected string Address => _host.Address;

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => _host = await HubHost.StartAsync(
        services =>
        {
            services.AddSingleton<TimeProvider>(Clock).AddSingleton<IEpochIssuer, CountingEpochs>().AddAudit().AddAlerts().AddProblems().AddHistory().AddRunLogs().AddDashboards().AddExports();
            services.AddSingleton<IKnownPeople>(People).AddSingleton<IPeopleRights>(People).AddSingleton<IDisplays, NoDisplays>();
            services.Remove(services.Single(service => service.ImplementationType == typeof(HistoryWorker)));
            services.Remove(services.Single(service => service.ImplementationType == typeof(EvaluatorWorker)));
            services.Remove(services.Single(service => service.ImplementationType == typeof(ReportRunner)));
            services.AddSingleton<Action<WebApplication>>(application =>
            {
                application.MapHistory();
                application.MapAlerts();
                application.MapExports();
            });
            Replace(services);
        },
        settings:
        [
            ("DataDirectory", _folder.FullName),
            ("ConnectionStrings:Monitor", await DatabaseAsync()),
            ("ConnectionStrings:History", $"Data Source={Path.Combine(_folder.FullName, "history.db")};Pooling=False"),
            .. Settings,
        ]);

    public virtual async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Further settings.</summary>
    protected virtual IEnumerable<(string Key, string Value)> Settings => [];

    /// <summary>The connection string of the store of people.</summary>
    protected virtual Task<string> DatabaseAsync() => Task.FromResult($"Data Source={Path.Combine(_folder.FullName, "monitor.db")};Pooling=False");

    /// <summary>Replaces services of the hub.</summary>
    protected virtual void Replace(IServiceCollection services)
    {
    }

    /// <summary>Records values in history.</summary>
    protected async Task RecordAsync(params SourceMessage[] messages)
    {
        Services.GetRequiredService<HistoryRecorder>().Apply(FeedBatch.Of(messages));
        (await Services.GetRequiredService<HistoryWriter>().WriteAsync(Cancelled).DefaultTimeout()).ShouldBeTrue();
    }

    /// <summary>Stores problems as the evaluator does.</summary>
    internal Task StoreAsync(params ProblemRow[] problems) => AddAsync(problems);

    /// <summary>Stores what belongs to problems.</summary>
    internal async Task AddAsync(params object[] rows)
    {
        await using var context = await Services.GetRequiredService<IDbContextFactory<AlertsDbContext>>().CreateDbContextAsync(Cancelled);
        context.AddRange(rows);
        await context.SaveChangesAsync(Cancelled);
    }

    protected HttpRequestMessage RequestTo(string path, string? role = Roles.Viewer, string sources = "", string user = "ada")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(Address), path));
        if (role is not null)
        {
            request.Headers.Add("X-User", user);
            request.Headers.Add("X-Role", role);
            request.Headers.Add("X-Sources", sources);
        }

        return request;
    }

    /// <summary>Asks for a file, or an answer of the API.</summary>
    protected async Task<(HttpResponseMessage Answer, byte[] Body)> FetchAsync(string path, string? role = Roles.Viewer, string sources = "", Action<HttpRequestMessage>? change = null)
    {
        using var client = new HttpClient();
        using var request = RequestTo(path, role, sources);
        change?.Invoke(request);
        var answer = await client.SendAsync(request, Cancelled).DefaultTimeout();
        return (answer, await answer.Content.ReadAsByteArrayAsync(Cancelled).DefaultTimeout());
    }

    protected async Task<byte[]> FileAsync(string path, string role = Roles.Viewer)
    {
        var (answer, body) = await FetchAsync(path, role);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, System.Text.Encoding.UTF8.GetString(body));
        return body;
    }

    protected async Task<JsonNode> PageAsync(string path) => JsonNode.Parse(await FileAsync(path))!;

    private sealed class NoDisplays : IDisplays
    {
        public ValueTask<IReadOnlyList<DisplayDashboard>?> FindAsync(ClaimsPrincipal caller, CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<DisplayDashboard>?>(null);
    }
}
