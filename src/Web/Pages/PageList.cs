using System.Text.Json;

namespace FlextMonitor.Web.Pages;

/// <summary>
/// The addresses of the application's pages, as its build lists them in <c>pages.json</c>. A part of an address such as <c>:id</c> stands for any text.
/// </summary>
internal sealed class PageList(IWebHostEnvironment environment)
{
    /// <summary>The list's file in wwwroot.</summary>
    public const string FileName = "pages.json";

    private const char Parameter = ':';

    private HashSet<string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private string[][] _patterns = [];

    /// <summary>Reads the list, once at the start.</summary>
    /// <exception cref="InvalidDataException">The file is not a list of paths.</exception>
    public void Load()
    {
        try
        {
            var listed = Read(environment);
            _patterns = [.. listed.Select(path => path.Split('/')).Where(parts => parts.Any(IsParameter))];
            _paths = new(listed.Where(path => !path.Split('/').Any(IsParameter)), StringComparer.OrdinalIgnoreCase);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{FileName}' in wwwroot is not a list of paths. Build src/Web again.", exception);
        }
    }

    /// <summary>Whether a page of the application has a path. The browser tells pages apart by case, so this does too.</summary>
    public bool Has(PathString path) => path.Value is { } value && Find(value) == value;

    /// <summary>
    /// The path of a page as its build lists it, by a path in any case; <see langword="null"/> if no page has it. What stands for a parameter stays as it is.
    /// </summary>
    public string? Find(string path) => _paths.TryGetValue(path, out var listed) ? listed : FindPattern(path.Split('/'));

    private static bool IsParameter(string part) => part.StartsWith(Parameter);

    private static bool Fits(string[] pattern, string[] parts) =>
        pattern.Length == parts.Length
        && pattern.Zip(parts).All(pair => IsParameter(pair.First) ? pair.Second.Length > 0 : pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));

    private string? FindPattern(string[] parts) => Array.Find(_patterns, pattern => Fits(pattern, parts)) is { } found
        ? string.Join('/', found.Zip(parts, (listed, given) => IsParameter(listed) ? given : listed))
        : null;

    // Without the file, as without a build, there are no pages: every address but the root is then answered with 404.
    private static string[] Read(IWebHostEnvironment environment)
    {
        if (environment.WebRootFileProvider.GetFileInfo(FileName) is not { Exists: true } file)
        {
            return [];
        }

        using var stream = file.CreateReadStream();
        return JsonSerializer.Deserialize<string[]>(stream) ?? [];
    }
}
