using System.Reflection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Limits;

/// <summary>Applies the section <c>Kestrel:Limits</c>, which Kestrel itself does not read, and refuses keys that it cannot have.</summary>
internal sealed class KestrelLimits(IConfiguration configuration) : IConfigureOptions<KestrelServerOptions>, IValidateOptions<KestrelLimits.Options>
{
    private const string Section = "Kestrel:Limits";

    /// <summary>The largest body of a request that says nothing else, in bytes.</summary>
    public const int LargestBody = 1024 * 1024;

    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(15);

    public void Configure(KestrelServerOptions options)
    {
        options.Limits.MaxRequestBodySize = LargestBody;
        options.Limits.RequestHeadersTimeout = HeadersTimeout;
        if (Bind(options.Limits) is { } problem)
        {
            throw new OptionsValidationException(Section, typeof(KestrelServerOptions), [problem]);
        }
    }

    public ValidateOptionsResult Validate(string? name, Options options)
    {
        List<string> failures = [.. Unusable(), .. Unknown(configuration.GetSection(Section), typeof(KestrelServerLimits))];
        if (failures.Count == 0 && Bind(new KestrelServerLimits()) is { } problem)
        {
            failures.Add(problem);
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    /// <summary>Sets limits from the configuration.</summary>
    /// <returns>Why that cannot be done; <c>null</c> if it was.</returns>
    private string? Bind(KestrelServerLimits limits)
    {
        try
        {
            configuration.GetSection(Section).Bind(limits);
            return null;
        }
        catch (Exception failure) when (failure is InvalidOperationException or TargetInvocationException or ArgumentException)
        {
            return $"{Section} holds a value that is not allowed: {failure.Message} {failure.InnerException?.Message}";
        }
    }

    private IEnumerable<string> Unusable()
    {
        if (configuration[Section] is { Length: > 0 } value)
        {
            yield return $"{Section} is '{value}', but must be a section, such as {Section}:{nameof(KestrelServerLimits.MaxRequestBodySize)}";
        }

        // The limits of connections count those of TCP.
        IEnumerable<IConfigurationSection> endpoints = [configuration.GetSection("Kestrel:EndpointDefaults"), .. configuration.GetSection("Kestrel:Endpoints").GetChildren()];
        foreach (var protocols in endpoints.Select(endpoint => endpoint.GetSection("Protocols")))
        {
            if (protocols.Value?.Contains("Http3", StringComparison.OrdinalIgnoreCase) == true)
            {
                yield return $"{protocols.Path} is '{protocols.Value}', but HTTP/3 is not supported; use Http1, Http2 or Http1AndHttp2";
            }
        }
    }

    private static IEnumerable<string> Unknown(IConfigurationSection section, Type limits)
    {
        var known = limits.GetProperties().Where(property => IsSection(property.PropertyType) || (property.CanWrite && IsValue(property.PropertyType))).ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            if (!known.TryGetValue(child.Key, out var property))
            {
                yield return $"Unknown setting '{child.Path}'. Known settings: {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}";
            }
            else if (IsSection(property.PropertyType))
            {
                foreach (var failure in Unknown(child, property.PropertyType))
                {
                    yield return failure;
                }
            }
        }
    }

    private static bool IsSection(Type type) => type == typeof(Http2Limits) || type == typeof(Http3Limits);

    // Data rates have no form in the configuration.
    private static bool IsValue(Type type) => type != typeof(MinDataRate);

    /// <summary>Holds nothing: Kestrel's own options take the values.</summary>
    internal sealed class Options;
}
