using FlextMonitor.Contracts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace FlextMonitor.Web.Tests.Api;

/// <summary><c>GET /openapi/v1.json</c>.</summary>
public sealed class OpenApiTests(SharedHost shared)
{
    [Fact]
    public async Task Get_NotSignedIn_IsAValidDescription()
    {
        var (_, diagnostic) = await ReadAsync();

        diagnostic.Errors.ShouldBeEmpty();
        diagnostic.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Get_DescribesEveryPathBelowApi_WithItsMethods()
    {
        var (document, _) = await ReadAsync();

        var described = document.Paths.SelectMany(path => path.Value.Operations!.Keys.Select(method => $"{method} {path.Key.TrimEnd('/')}"));
        var mapped = shared.Host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/')}"))
            .ToList();
        mapped.Count.ShouldBeGreaterThanOrEqualTo(7);
        described.ShouldBe(mapped, ignoreOrder: true);
    }

    [Theory]
    [InlineData(Routes.Login, "POST", "200", "204", "400", "401", "403", "429", "503")]
    [InlineData(Routes.Refresh, "POST", "200", "400", "401")]
    [InlineData(Routes.Logout, "POST", "204", "400", "401")]
    [InlineData(Routes.Me, "GET", "200", "401")]
    [InlineData(Routes.Setup, "POST", "204", "400", "403", "429")]
    [InlineData(Routes.Stats, "GET", "200", "401", "403", "404", "503")]
    [InlineData(Routes.Connections, "GET", "200", "400", "401", "403")]
    [InlineData(Routes.Cluster, "GET", "200", "401", "403")]
    [InlineData(Routes.History, "GET", "200", "304", "400", "401", "403", "404", "413", "503")]
    [InlineData(Routes.HistoryState, "GET", "200", "401", "403")]
    [InlineData(Routes.Runs, "GET", "200", "400", "401", "403", "404", "503")]
    [InlineData(Routes.Pipelines, "GET", "200", "401", "403", "404")]
    [InlineData(Routes.Pipelines + "/{source}/{id}", "GET", "200", "401", "403", "404", "503")]
    [InlineData(Routes.Problems, "GET", "200", "400", "401", "403", "404")]
    [InlineData(Routes.Problems + "/{id}", "GET", "200", "401", "403", "404")]
    [InlineData(Routes.Problems + "/{id}/acknowledge", "POST", "202", "204", "400", "401", "403", "404", "409")]
    [InlineData(Routes.AlertRules, "POST", "200", "400", "401", "403", "409", "503")]
    [InlineData(Routes.AlertSilences, "POST", "200", "202", "400", "401", "403", "409")]
    [InlineData(Routes.AlertChannels + "/{id}/test", "POST", "200", "401", "403", "404", "409")]
    [InlineData(Routes.Dashboards, "POST", "201", "400", "401", "403", "409")]
    [InlineData(Routes.Dashboards + "/{id}", "GET", "200", "304", "401", "403", "404")]
    [InlineData(Routes.Dashboards + "/{id}", "PUT", "200", "400", "401", "403", "404", "409", "412", "428")]
    public async Task Get_OfAnOperation_HasItsAnswersAndSaysWhatItIs(string path, string method, params string[] statuses)
    {
        var (document, _) = await ReadAsync();

        var operation = document.Paths[path.TrimEnd('/')].Operations![new HttpMethod(method)];

        operation.Responses!.Keys.ShouldBe(statuses, ignoreOrder: true);
        operation.Summary.ShouldNotBeNullOrWhiteSpace();
        operation.Tags!.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Get_OfWhatNeedsASignIn_SaysByWhat_AndOfTheRestNothing()
    {
        var (document, _) = await ReadAsync();

        Schemes(document, Routes.Stats, HttpMethod.Get).ShouldBe(["bearer", "cookie"], ignoreOrder: true);
        Schemes(document, Routes.Logout, HttpMethod.Post).ShouldBe(["bearer", "cookie"], ignoreOrder: true);
        Schemes(document, Routes.Login, HttpMethod.Post).ShouldBeEmpty();
        Schemes(document, Routes.Setup, HttpMethod.Post).ShouldBeEmpty();
    }

    private static IEnumerable<string> Schemes(OpenApiDocument document, string path, HttpMethod method) =>
        (document.Paths[path.TrimEnd('/')].Operations![method].Security ?? []).SelectMany(requirement => requirement.Keys).Select(scheme => scheme.Reference.Id!);

    private async Task<(OpenApiDocument Document, OpenApiDiagnostic Diagnostic)> ReadAsync()
    {
        using var caller = shared.Host.Caller();
        var json = await caller.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);
        var read = OpenApiDocument.Parse(json, OpenApiConstants.Json);
        return (read.Document!, read.Diagnostic!);
    }
}
