using System.Text.RegularExpressions;

namespace FlextMonitor.Web.Telemetry;

/// <summary>Takes the samples of daemons that a caller may not see out of an answer to Prometheus.</summary>
internal static partial class PermittedSamples
{
    private const string SourceLabel = "source";

    /// <summary>Wraps an endpoint that answers in Prometheus' text format.</summary>
    public static TBuilder OnlyPermittedSources<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.Add(endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context => AnswerAsync(context, next);
        });
        return endpoints;
    }

    /// <summary>Forbids caches to store the answers: they depend on the caller.</summary>
    public static TBuilder NeverStored<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.Add(endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context =>
            {
                context.Response.OnStarting(static response =>
                {
                    ((HttpResponse)response).Headers.CacheControl = "no-store";
                    return Task.CompletedTask;
                }, context.Response);
                return next(context);
            };
        });
        return endpoints;
    }

    /// <summary>The lines of an answer that the rights permit. A line whose labels cannot be read is left out.</summary>
    public static string Of(string answer, Rights rights) => string.Join('\n', answer.Split('\n').Where(line => IsPermitted(line, rights)));

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var rights = (await Rights.BindAsync(context))!;
        if (rights.Sources is null)
        {
            await next(context);
            return;
        }

        var body = context.Response.Body;
        using var all = new MemoryStream();
        context.Response.Body = all;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        all.Position = 0;
        using var reader = new StreamReader(all);
        await context.Response.WriteAsync(Of(await reader.ReadToEndAsync(context.RequestAborted), rights), context.RequestAborted);
    }

    private static bool IsPermitted(string line, Rights rights)
    {
        var labels = line.IndexOf('{', StringComparison.Ordinal);
        if (labels < 0 || line.StartsWith('#'))
        {
            return true;
        }

        var end = labels;
        for (var label = Label().Match(line, labels); label.Success; label = label.NextMatch())
        {
            if (label.Groups["name"].Value == SourceLabel && !rights.MaySee(label.Groups["value"].Value))
            {
                return false;
            }

            end = label.Index + label.Length;
        }

        return end < line.Length && (line[end] == '}' || line.AsSpan(end) is ['{' or ',', '}', ..]);
    }

    [GeneratedRegex("""\G[{,](?<name>[a-zA-Z_][a-zA-Z0-9_]*)="(?<value>(?:\\.|[^"\\])*)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Label();
}
