using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access;

/// <summary>
/// The address by which people reach the monitor: the setting <c>PublicUrl</c>, such as <c>https://monitor.example</c>. Links begin with it, passkeys are bound to its
/// host, and pages of its origin are the monitor's own. Without it, that is the address by which a request came.
/// </summary>
public sealed class PublicAddress(IOptions<PublicAddress.Options> options)
{
    /// <summary>The setting.</summary>
    public const string Key = "PublicUrl";

    internal const string Description = "address by which people reach the monitor, such as https://monitor.example (that of the request)";

    private readonly Uri? _setting = options.Value.Url is { Length: > 0 } url ? new Uri(url) : null;

    /// <summary>Its scheme, host and port; <c>null</c> if it is not set.</summary>
    internal WebOrigin? Origin => _setting is not null && WebOrigin.TryParse(_setting.GetLeftPart(UriPartial.Authority), out var origin) ? origin : null;

    /// <summary>Its host name; <c>null</c> if it is not set.</summary>
    internal string? Host => _setting?.Host;

    /// <summary>Whether a page of an origin is the monitor's own: by the setting, or by the address of the request.</summary>
    internal bool IsOwn(HttpRequest request, string origin) =>
        WebOrigin.TryParse(origin, out var parsed) && (parsed == WebOrigin.Of(request) || parsed == Origin);

    /// <summary>The address itself or, if it is not set, that of a request.</summary>
    internal Uri Of(HttpRequest request) => _setting ?? new Uri($"{request.Scheme}://{request.Host}{request.PathBase}");

    /// <summary>A link for somebody who reached the monitor by a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="path">The path and fragment, which begins with a slash.</param>
    internal string LinkTo(HttpRequest request, string path) => LinkTo($"{request.Scheme}://{request.Host}{request.PathBase}", path);

    /// <summary>A link, for which there was no request.</summary>
    /// <param name="otherwise">What it begins with if the setting is missing, such as <c>http://localhost:5000</c>.</param>
    /// <param name="path">The path and fragment, which begins with a slash.</param>
    public string LinkTo(string otherwise, string path) => $"{_setting?.AbsoluteUri.TrimEnd('/') ?? otherwise}{path}";

    /// <summary>The setting.</summary>
    public sealed class Options
    {
        /// <summary>The address; none unless set.</summary>
        public string? Url { get; set; }
    }

    internal sealed class Validation(IConfiguration configuration) : IValidateOptions<Options>
    {
        private const string PathBase = "PathBase";

        public ValidateOptionsResult Validate(string? name, Options options)
        {
            if (string.IsNullOrEmpty(options.Url))
            {
                return ValidateOptionsResult.Success;
            }

            if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var url) || url is not { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" } || options.Url.Any(char.IsWhiteSpace))
            {
                return ValidateOptionsResult.Fail($"{Key} is '{options.Url}', but must be an address such as https://monitor.example, without user, query and fragment");
            }

            return url.AbsolutePath.TrimEnd('/') == (configuration[PathBase] ?? "")
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"{Key} is '{options.Url}', but its path must be that of {PathBase}, which is '{configuration[PathBase]}'");
        }
    }
}
