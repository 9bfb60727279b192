"""The network of people by common tasks, papers, supervision, councils and bodies: layers, measures, files."""
