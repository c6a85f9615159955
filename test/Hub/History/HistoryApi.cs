using System.Net;
using System.Text.Json.Nodes;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.History;
using FlextMonitor.Hub.History.Recording;
using FlextMonitor.Hub.Tests.Live;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.History;

/// <summary>A hub with history, whose clock, feed and writes the test controls.</summary>
public abstract class HistoryApi : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("history-test-");
    private HubHost _host = null!;

    protected FakeTimeProvider Clock { get; } = new(Messages.Noon);

    protected IServiceProvider Services => _host.Services;

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await HubHost.StartAsync(
        services =>
        {
            services.AddSingleton<TimeProvider>(Clock).AddHistory();
            services.Remove(services.Single(service => service.ImplementationType == typeof(HistoryWorker)));
            services.AddSingleton<Action<WebApplication>>(application => application.MapHistory());
        },
        settings: [("DataDirectory", _folder.FullName), ("ConnectionStrings:History", $"Data Source={Path.Combine(_folder.FullName, "history.db")};Pooling=False")]);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected void Publish(params SourceMessage[] messages) => _host.Services.GetRequiredService<HistoryRecorder>().Apply(FeedBatch.Of(messages));

    protected async Task WriteAsync() => (await _host.Services.GetRequiredService<HistoryWriter>().WriteAsync(Cancelled).DefaultTimeout()).ShouldBeTrue();

    protected async Task<HttpResponseMessage> SendAsync(string path, string? role = Roles.Viewer, string? ifNoneMatch = null, string sources = "")
    {
        using var client = new HttpClient { BaseAddress = new Uri(_host.Address) };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (role is not null)
        {
            request.Headers.Add("X-User", "ada");
            request.Headers.Add("X-Role", role);
            request.Headers.Add("X-Sources", sources);
        }

        if (ifNoneMatch is not null)
        {
            request.Headers.Add("If-None-Match", ifNoneMatch);
        }

        return await client.SendAsync(request, Cancelled).DefaultTimeout();
    }

    protected async Task<(HttpStatusCode Status, JsonNode Body)> GetAsync(string path, string? role = Roles.Viewer, string sources = "")
    {
        using var response = await SendAsync(path, role, sources: sources);
        var body = await response.Content.ReadAsStringAsync(Cancelled).DefaultTimeout();
        return (response.StatusCode, body.Length > 0 ? JsonNode.Parse(body)! : new JsonObject());
    }

    /// <summary>Publishes to the feed, from which the pipelines are read.</summary>
    protected void PublishLive(params SourceMessage[] messages) => _host.Publish(messages);
}
