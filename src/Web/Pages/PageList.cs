using System.Text.Json;

namespace FlextMonitor.Web.Pages;

/// <summary>
/// The application's pages, as its build lists them in <c>pages.json</c>: their addresses, and the scripts that each needs. A part of an address such as <c>:id</c> stands for any text.
/// </summary>
internal sealed class PageList(IWebHostEnvironment environment)
{
    /// <summary>The list's file in wwwroot.</summary>
    public const string FileName = "pages.json";

    private const char Parameter = ':';

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    private ListedPage[] _pages = [];

    /// <summary>Reads the list, once at the start.</summary>
    /// <exception cref="InvalidDataException">The file is not a list of pages.</exception>
    public void Load()
    {
        try
        {
            _pages = [.. Read(environment).OrderBy(page => page.Parts.Any(IsParameter))];
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{FileName}' in wwwroot is not a list of pages. Build src/Web again.", exception);
        }
    }

    /// <summary>Whether a page of the application has a path. The browser tells pages apart by case, so this does too.</summary>
    public bool Has(PathString path) => path.Value is { } value && Find(value) == value;

    /// <summary>
    /// The path of a page as its build lists it, by a path in any case; <see langword="null"/> if no page has it. What stands for a parameter stays as it is.
    /// </summary>
    public string? Find(string path)
    {
        var parts = path.Split('/');
        return PageAt(parts) is { } page ? string.Join('/', page.Parts.Zip(parts, (listed, given) => IsParameter(listed) ? given : listed)) : null;
    }

    /// <summary>The scripts that the page at a path needs in addition to the application's, by their paths in wwwroot; none if no page has the path.</summary>
    public IReadOnlyList<string> ScriptsOf(string path) => PageAt(path.Split('/'))?.Scripts ?? [];

    private static bool IsParameter(string part) => part.StartsWith(Parameter);

    private static bool Fits(string[] pattern, string[] parts) =>
        pattern.Length == parts.Length
        && pattern.Zip(parts).All(pair => IsParameter(pair.First) ? pair.Second.Length > 0 : pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));

    private ListedPage? PageAt(string[] parts) => Array.Find(_pages, page => Fits(page.Parts, parts));

    // Without the file, as without a build, there are no pages: every address but the root is then answered with 404.
    private static ListedPage[] Read(IWebHostEnvironment environment)
    {
        if (environment.WebRootFileProvider.GetFileInfo(FileName) is not { Exists: true } file)
        {
            return [];
        }

        using var stream = file.CreateReadStream();
        return JsonSerializer.Deserialize<ListedPage[]>(stream, Format) ?? [];
    }

    private sealed record ListedPage(string Path, IReadOnlyList<string> Scripts)
    {
        public string[] Parts { get; } = Path.Split('/');
    }
}
