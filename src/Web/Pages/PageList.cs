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

    private Dictionary<string, ListedPage> _pages = new(StringComparer.OrdinalIgnoreCase);
    private (string[] Parts, ListedPage Page)[] _patterns = [];

    /// <summary>Reads the list, once at the start.</summary>
    /// <exception cref="InvalidDataException">The file is not a list of pages.</exception>
    public void Load()
    {
        try
        {
            var listed = Read(environment);
            _patterns = [.. listed.Select(page => (page.Path.Split('/'), page)).Where(pattern => pattern.Item1.Any(IsParameter))];
            _pages = listed.Where(page => !page.Path.Split('/').Any(IsParameter)).ToDictionary(page => page.Path, StringComparer.OrdinalIgnoreCase);
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
    public string? Find(string path) => _pages.TryGetValue(path, out var listed) ? listed.Path : FindPattern(path.Split('/'));

    /// <summary>The scripts that the page at a path needs beyond those of the application, by their places in wwwroot; none if no page has the path.</summary>
    public IReadOnlyList<string> ScriptsOf(string path)
    {
        var parts = path.Split('/');
        return _pages.TryGetValue(path, out var listed) ? listed.Scripts : Array.Find(_patterns, pattern => Fits(pattern.Parts, parts)).Page?.Scripts ?? [];
    }

    private static bool IsParameter(string part) => part.StartsWith(Parameter);

    private static bool Fits(string[] pattern, string[] parts) =>
        pattern.Length == parts.Length
        && pattern.Zip(parts).All(pair => IsParameter(pair.First) ? pair.Second.Length > 0 : pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));

    private string? FindPattern(string[] parts) => Array.Find(_patterns, pattern => Fits(pattern.Parts, parts)).Parts is { } found
        ? string.Join('/', found.Zip(parts, (listed, given) => IsParameter(listed) ? given : listed))
        : null;

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

    private sealed record ListedPage(string Path, IReadOnlyList<string> Scripts);
}
