using System.Globalization;
using FlextMonitor.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FlextMonitor.Web.Api;

/// <summary>The OpenAPI description of everything below <c>/api</c>.</summary>
internal static class ApiDescription
{
    private const string Bearer = "bearer";
    private const string Cookie = "cookie";

    public static void Configure(OpenApiOptions openApi)
    {
        openApi.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        openApi.AddDocumentTransformer((document, _, _) =>
        {
            Introduce(document);
            return Task.CompletedTask;
        });
        openApi.AddOperationTransformer((operation, context, _) =>
        {
            if (NeedsSignIn(context.Description.ActionDescriptor.EndpointMetadata))
            {
                AskForSignIn(operation, context.Document);
            }

            return Task.CompletedTask;
        });
    }

    private static void Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "FlextMonitor",
            Version = "v1",
            Description = $"Signing in, and the latest figures over HTTP. Live data comes from the SignalR hub at {Routes.DashboardHub}.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = $"A service token (fxm_…, made by POST {Routes.Tokens}), or the accessToken of {Routes.Login}." },
            [Cookie] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = "flextmonitor",
                Description = $"Set by {Routes.Login}?useCookies=true; under HTTPS its name is __Host-flextmonitor.",
            },
        };
    }

    private static bool NeedsSignIn(IList<object> metadata) => metadata.OfType<IAuthorizeData>().Any() && !metadata.OfType<IAllowAnonymous>().Any();

    private static void AskForSignIn(OpenApiOperation operation, OpenApiDocument? document)
    {
        operation.Security = [.. new[] { Bearer, Cookie }.Select(scheme => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, document)] = [] })];
        operation.Responses ??= [];
        operation.Responses.TryAdd(StatusCodes.Status401Unauthorized.ToString(CultureInfo.InvariantCulture), new OpenApiResponse { Description = "Not signed in." });
    }
}
