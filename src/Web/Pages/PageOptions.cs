using System.ComponentModel;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Pages;

/// <summary>How the pages are served.</summary>
internal sealed class PageOptions
{
    /// <summary>The settings' section.</summary>
    public const string Section = "Page";

    /// <summary>
    /// The address, such as <c>https://cdn.example/monitor</c>, below which browsers find the folder <c>assets</c> of wwwroot. Not set: this host.
    /// The server there has to allow the origin of the pages (CORS). One that fetches the files from this host gets the header from here.
    /// </summary>
    [Description("address that serves the page's static files, such as a CDN (this host)")]
    public string? AssetsBase { get; set; }

    /// <summary><see cref="AssetsBase"/> with a slash at its end; <see langword="null"/> if it is not set.</summary>
    public string? AssetsAddress => Address is { } address ? $"{address.AbsoluteUri.TrimEnd('/')}/" : null;

    /// <summary>Scheme, host and port of <see cref="AssetsBase"/>, as a browser writes them; <see langword="null"/> if it is not set.</summary>
    public string? AssetsOrigin => Address is { } address
        ? $"{address.Scheme}://{address.IdnHost}{(address.IsDefaultPort ? "" : $":{address.Port}")}"
        : null;

    private Uri? Address => string.IsNullOrEmpty(AssetsBase) ? null : new Uri(AssetsBase);

    internal sealed class Validation : IValidateOptions<PageOptions>
    {
        public ValidateOptionsResult Validate(string? name, PageOptions options) =>
            string.IsNullOrEmpty(options.AssetsBase) || IsAddress(options.AssetsBase)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    $"{Section}:{nameof(AssetsBase)} is '{options.AssetsBase}', but must be an absolute http or https address without query, such as https://cdn.example/monitor");

        private static bool IsAddress(string value) =>
            Uri.TryCreate(value, UriKind.Absolute, out var address)
            && address is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }

            // It becomes part of a header, in which other characters would have a meaning of their own.
            && Uri.CheckHostName(address.IdnHost) != UriHostNameType.Unknown;
    }
}
