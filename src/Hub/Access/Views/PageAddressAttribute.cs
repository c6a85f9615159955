using System.ComponentModel.DataAnnotations;

namespace FlextMonitor.Hub.Access.Views;

/// <summary>Refuses what is no address of a page of this application: a path from its root on, with a query if there is one.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PageAddressAttribute() : ValidationAttribute("The field {0} must be an address of this monitor from its root on, such as /?runs=failed.")
{
    // A browser takes // and /\ for the beginning of another host's address, and leaves control characters and spaces out.
    public override bool IsValid(object? value) =>
        value is not string address
        || (address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) && address.All(letter => letter > ' ' && letter is not ('\\' or '\u007f') && !char.IsSurrogate(letter)));
}
